package latchkey.admin.stub;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import latchkey.admin.stub.StubApi.Answer;
import latchkey.admin.stub.StubApi.Request;

/** What the stub answers to each operation. */
public final class StubAnswers {

    private final StubData data;
    private final ContactAnswers contacts;
    private final JobAnswers jobs;
    private int batchDone;

    StubAnswers(StubData data) {
        this.data = data;
        this.contacts = new ContactAnswers(data);
        this.jobs = new JobAnswers(data);
    }

    synchronized Answer answer(Request request) {
        String[] path = request.path().substring(1).split("/");
        if (path[0].equals("session") && request.method().equals("POST")) {
            return session(request);
        }
        if (path[0].equals("activation")) {
            return activation(request, path.length > 1);
        }
        if (path[0].equals("forgot-password")) {
            return request.json().get("email").toString().contains("@")
                    ? new Answer(202, "")
                    : Answer.invalid("field-invalid", "email", "This isn’t an email address.");
        }
        if (request.token().isEmpty()) {
            return Answer.problem(401, "unauthorized", "Sign in");
        }
        return switch (path[0]) {
            case "session" -> new Answer(204, "");
            case "regions" ->
                Answer.ok(Map.of(
                        "items",
                        List.of(
                                region("au", "Australia", "Australia/Sydney"),
                                region("nz", "New Zealand", "Pacific/Auckland"),
                                region("us", "United States", "America/Los_Angeles"))));
            case "addresses" -> contacts.checkAddress(request);
            case "apps" ->
                Answer.ok(Map.of(
                        "items",
                        List.of(
                                app("myhome", "My Home", false, "https://home.example/callback"),
                                app("phone", "Phone", true, "com.example.home:/callback"))));
            case "jobs" -> jobs.jobs(request, path);
            case "contacts" -> contacts.contacts(request, path);
            case "imports" ->
                Answer.ok(Map.of(
                        "items",
                        List.of(Map.of(
                                "id",
                                "i1",
                                "importedAt",
                                "2026-11-27T08:10:00Z",
                                "importedBy",
                                "Sam Support",
                                "added",
                                214))));
            case "invitations" -> invitations(request, path);
            case "events" -> Answer.ok(Map.of("items", page(request, data.events())));
            case "staff" -> staff(request, path);
            case "me" -> own(request, path);
            default -> Answer.problem(404, "not-found", "There is no such thing.");
        };
    }

    private static Map<String, Object> app(String id, String name, boolean isPublic, String redirectUrl) {
        return Map.of(
                "id",
                id,
                "name",
                name,
                "isPublic",
                isPublic,
                "regions",
                List.of("au"),
                "redirectUrls",
                List.of(redirectUrl),
                "logoutUrls",
                List.of());
    }

    private Answer session(Request request) {
        boolean refresh = request.path().endsWith("refresh");
        Optional<Map<String, Object>> member = refresh
                ? Optional.of(data.staff().getFirst())
                : data.staff().stream()
                        .filter(one -> one.get("email").equals(request.json().get("email")))
                        .filter(one -> StubApi.PASSWORD.equals(request.json().get("password")))
                        .findFirst();
        return member.map(one -> Answer.ok(Map.of(
                        "accessToken",
                        "token-" + System.nanoTime(),
                        "tokenType",
                        "Bearer",
                        "expiresIn",
                        300,
                        "refreshToken",
                        "refresh-" + System.nanoTime(),
                        "staff",
                        one)))
                .orElseGet(() -> Answer.problem(401, "unauthorized", "Wrong"));
    }

    private static Answer own(Request request, String[] path) {
        return switch (request.method() + " " + String.join("/", path)) {
            case "GET me/sessions" ->
                Answer.ok(Map.of(
                        "items",
                        List.of(ownSession("s1", true, "Firefox on Linux"), ownSession("s2", false, "Safari on iOS"))));
            case "POST me/password" ->
                "guess".equals(request.json().get("currentPassword"))
                        ? Answer.invalid("field-invalid", "currentPassword", "That isn’t your current password.")
                        : new Answer(204, "");
            default -> new Answer(204, "");
        };
    }

    private static Map<String, Object> ownSession(String id, boolean current, String device) {
        return Map.of(
                "id",
                id,
                "isCurrent",
                current,
                "signedInAt",
                "2026-11-20T05:00:00Z",
                "lastUsedAt",
                "2026-11-27T05:00:00Z",
                "device",
                device,
                "network",
                "192.0.2.1");
    }

    private Answer activation(Request request, boolean check) {
        if (!"good".equals(request.json().get("token"))) {
            return Answer.problem(
                    410, "link-used", "This link has already been used. Ask an administrator for a new one.");
        }
        if (check) {
            return Answer.ok(Map.of("email", "new@sandbox.test", "name", "Noor New"));
        }
        boolean tooShort = request.json().get("password").toString().length() < 12;
        return tooShort
                ? Answer.invalid("password-refused", "password", "Use at least 12 characters.")
                : new Answer(204, "");
    }

    /** A batch of which these values are told, and nothing else has happened. */
    public static Map<String, Object> batch(Map<String, Object> values) {
        var batch = new LinkedHashMap<String, Object>(
                Map.of("id", "b1", "total", 20, "done", 0, "invited", 0, "queued", 0, "accepted", 0, "undelivered", 0));
        batch.put("startsAt", "2026-11-20T05:00:00Z");
        batch.put("reasons", List.of());
        batch.put("refused", List.of());
        batch.put("notDelivered", List.of());
        batch.putAll(values);
        return batch;
    }

    private Answer invitations(Request request, String[] path) {
        if (path.length == 1 && request.method().equals("GET")) {
            return Answer.ok(Map.of("items", List.of()));
        }
        if (path.length == 1) {
            batchDone = 0;
            return new Answer(202, Map.of("batch", "b1"));
        }
        if (path[1].equals("preview")) {
            return Answer.ok(Map.of(
                    "total",
                    20,
                    "allowed",
                    17,
                    "groups",
                    List.of(
                            Map.of("group", "NEW", "count", 9),
                            Map.of("group", "EXPIRED", "count", 2),
                            Map.of("group", "WAITING", "count", 5),
                            Map.of("group", "REVOKED", "count", 1)),
                    "refused",
                    List.of(
                            Map.of("type", "account-exists", "reason", "This client has an account", "count", 2),
                            Map.of("type", "no-email", "reason", "have no email address", "count", 1)),
                    "warnings",
                    List.of(
                            warning("shared-address", 7, "Ada Okafor", "Bo Okafor"),
                            warning("suggestion", 1, "Cleo Okafor"))));
        }
        if (request.method().equals("DELETE")) {
            batchDone = 100;
            return new Answer(204, "");
        }
        boolean countsOnly = "0".equals(request.query().get("limit"));
        if (countsOnly) {
            batchDone += 10;
        }
        boolean firstPage = !countsOnly && "0".equals(request.query().get("offset"));
        return Answer.ok(batch(Map.of(
                "state",
                batchDone >= 100 ? "STOPPED" : batchDone >= 20 ? "DONE" : "RUNNING",
                "done",
                Math.min(20, batchDone),
                "invited",
                Math.min(17, batchDone),
                "reasons",
                batchDone >= 20
                        ? List.of(
                                Map.of("type", "account-exists", "reason", "has an account already", "count", 2),
                                Map.of("type", "no-address", "reason", "has no email address", "count", 1))
                        : List.of(),
                "refused",
                firstPage
                        ? List.of(Map.of(
                                "contactId",
                                "c4",
                                "name",
                                "=Elif Okafor",
                                "email",
                                "elif@example.test",
                                "reason",
                                "has an account already"))
                        : List.of())));
    }

    private Answer staff(Request request, String[] path) {
        if (path.length == 1 && request.method().equals("GET")) {
            return Answer.ok(Map.of("items", data.staff()));
        }
        if (path.length == 1) {
            Map<String, Object> fields = request.json();
            if (data.staff().stream().anyMatch(one -> one.get("email").equals(fields.get("email")))) {
                return Answer.problem(409, "staff-exists", "Somebody works here with this address already.");
            }
            var added = StubData.member(
                    "s" + (data.staff().size() + 1),
                    fields.get("name").toString(),
                    fields.get("email").toString(),
                    fields.get("role").toString(),
                    (List<?>) fields.get("regions"));
            added.put("status", "INVITED");
            data.staff().add(added);
            return new Answer(201, added);
        }
        Map<String, Object> one = data.staff().stream()
                .filter(it -> it.get("id").equals(path[1]))
                .findFirst()
                .orElseThrow();
        if (request.method().equals("DELETE")) {
            one.put("status", "ENDED");
            return new Answer(204, "");
        }
        if (request.method().equals("PATCH")) {
            one.putAll(request.json());
        }
        return new Answer(request.method().equals("POST") ? 202 : 200, one);
    }

    static List<Map<String, Object>> page(Request request, List<Map<String, Object>> events) {
        return events.stream()
                .filter(event -> !request.query().containsKey("kind")
                        || event.get("kind").equals(request.query().get("kind")))
                .limit(Integer.parseInt(request.query().getOrDefault("limit", "50")))
                .toList();
    }

    private static Map<String, Object> warning(String type, int count, String... names) {
        return Map.of(
                "type",
                type,
                "count",
                count,
                "first",
                Stream.of(names)
                        .map(name -> Map.of("contactId", "c0", "name", name))
                        .toList());
    }

    private static Map<String, Object> region(String code, String name, String zone) {
        return Map.of(
                "code",
                code,
                "name",
                name,
                "url",
                "http://" + code + ".localhost:8080",
                "locale",
                "en-" + code.toUpperCase(Locale.ROOT),
                "zone",
                zone);
    }
}
