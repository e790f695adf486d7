package latchkey.admin.stub;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import latchkey.admin.stub.StubApi.Answer;
import latchkey.admin.stub.StubApi.Request;

/** What the stub answers about jobs: one with three people's room, and those that are added. */
final class JobAnswers {

    private static final int ROOM = 3;

    private final StubData data;
    private final Map<String, Map<String, Object>> jobs = new LinkedHashMap<>();
    private final Map<String, List<String>> people = new LinkedHashMap<>();

    JobAnswers(StubData data) {
        this.data = data;
        add("j1", "au", "AU-2041", "Lot 7, 12 Wattle Street");
        people.put("j1", new ArrayList<>(List.of("c0", "c4")));
    }

    Answer jobs(Request request, String[] path) {
        if (path.length == 1 && request.method().equals("GET")) {
            String search = request.query().getOrDefault("search", "");
            List<Map<String, Object>> found = jobs.keySet().stream()
                    .map(this::job)
                    .filter(job -> (job.get("reference") + " " + job.get("name")).contains(search))
                    .toList();
            return Answer.ok(Map.of("items", found, "total", found.size()));
        }
        if (path.length == 1) {
            return create(request.json());
        }
        if (!jobs.containsKey(path[1])) {
            return Answer.problem(404, "not-found", "There is no such job.");
        }
        return path.length == 4 ? person(request, path[1], path[3]) : one(request, path[1]);
    }

    private Answer create(Map<String, Object> job) {
        if (jobs.values().stream().anyMatch(one -> one.get("reference").equals(job.get("reference")))) {
            return Answer.problem(409, "job-exists", "Open that job, or choose another reference.");
        }
        String id = "j" + (jobs.size() + 1);
        add(id, job.get("region"), job.get("reference"), job.get("name"));
        return new Answer(201, job(id));
    }

    private Answer one(Request request, String id) {
        switch (request.method()) {
            case "PATCH" -> jobs.get(id).putAll(request.json());
            case "DELETE" -> {
                jobs.remove(id);
                return new Answer(204, "");
            }
            default -> {}
        }
        return Answer.ok(job(id));
    }

    private Answer person(Request request, String id, String contact) {
        List<String> there = people.get(id);
        if (request.method().equals("DELETE")) {
            there.remove(contact);
            return new Answer(204, "");
        }
        if (there.size() >= ROOM) {
            return Answer.problem(409, "job-full", "Remove somebody from the job first.");
        }
        there.add(contact);
        return Answer.ok(job(id));
    }

    private void add(String id, Object region, Object reference, Object name) {
        jobs.put(id, new LinkedHashMap<>(Map.of("id", id, "region", region, "reference", reference, "name", name)));
        people.put(id, new ArrayList<>());
    }

    private Map<String, Object> job(String id) {
        var job = new LinkedHashMap<>(jobs.get(id));
        job.put("people", people.get(id).stream().map(this::person).toList());
        job.put("room", ROOM - people.get(id).size());
        return job;
    }

    private Map<String, Object> person(String contact) {
        Map<String, Object> known = data.contact(contact);
        return Map.of(
                "contactId",
                contact,
                "name",
                known.get("givenName") + " " + known.get("familyName"),
                "status",
                StubData.status(known),
                "canBeInvited",
                known.get("canBeInvited"));
    }
}
