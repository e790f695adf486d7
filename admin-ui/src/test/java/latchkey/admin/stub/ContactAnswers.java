package latchkey.admin.stub;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import latchkey.admin.stub.StubApi.Answer;
import latchkey.admin.stub.StubApi.Request;

/** What the stub answers about contacts. */
final class ContactAnswers {

    private final StubData data;

    ContactAnswers(StubData data) {
        this.data = data;
    }

    Answer contacts(Request request, String[] path) {
        if (path.length == 1 && request.method().equals("GET")) {
            return list(request);
        }
        if (path.length == 1) {
            return create(request.json());
        }
        return switch (path[1]) {
            case "counts" -> counts(request);
            case "duplicates" -> duplicates(request.json());
            case "import" -> imported(request);
            case "export" -> new Answer(200, "givenName,familyName\r\nAda,Okafor\r\n");
            default ->
                data.contacts().containsKey(path[1])
                        ? one(request, path)
                        : Answer.problem(404, "not-found", "There is no such contact.");
        };
    }

    /** Takes a name before the address off, and knows one typing error and one fault. */
    Answer checkAddress(Request request) {
        String address = request.json().get("address").toString().replaceAll(".*<|>", "");
        var checked = new LinkedHashMap<String, Object>();
        checked.put("address", address);
        checked.put("suggestion", address.endsWith("@gmail.con") ? address.replace(".con", ".com") : null);
        checked.put("problem", address.contains(".") ? null : "The part after the @ has no dot.");
        return Answer.ok(checked);
    }

    /** By the address alone; accounts have theirs. */
    private Answer duplicates(Map<String, Object> typed) {
        List<Map<String, Object>> same = data.contacts().values().stream()
                .filter(contact -> contact.get("region").equals(typed.get("region")))
                .filter(contact -> contact.get("email").equals(typed.get("email")))
                .toList();
        return Answer.ok(Map.of(
                "items",
                same.stream()
                        .map(contact -> Map.of(
                                "id",
                                contact.get("id"),
                                "name",
                                contact.get("givenName") + " " + contact.get("familyName"),
                                "reference",
                                contact.get("reference"),
                                "by",
                                "email"))
                        .toList(),
                "addressInUse",
                same.stream().anyMatch(contact -> StubData.status(contact).equals("ACTIVE"))));
    }

    /** What stays wins, but for the account, its address and its status. */
    private Answer merge(String id, Request request) {
        String otherId = request.json().get("contactId").toString();
        Map<String, Object> other = data.contact(otherId);
        if (!data.contact(id).get("version").equals(request.json().get("version"))
                || !other.get("version").equals(request.json().get("otherVersion"))) {
            return Answer.problem(409, "conflict", "Somebody else has changed this contact.");
        }
        if (StubData.status(data.contact(id)).equals("ACTIVE")
                && StubData.status(other).equals("ACTIVE")) {
            return Answer.problem(409, "two-accounts", "They can’t be merged.");
        }
        var merged = new LinkedHashMap<>(data.contact(id));
        if (StubData.status(other).equals("ACTIVE")) {
            merged.put("email", other.get("email"));
            merged.put("portal", other.get("portal"));
        }
        other.forEach((field, value) -> merged.merge(field, value, (mine, theirs) -> mine));
        if (!"true".equals(request.query().get("dryRun"))) {
            data.contacts().put(id, merged);
            data.contacts().remove(otherId);
        }
        return Answer.ok(merged);
    }

    private Answer one(Request request, String[] path) {
        String id = path[1];
        String rest = String.join("/", List.of(path).subList(2, path.length));
        return switch (request.method() + " " + rest) {
            case "GET " -> Answer.ok(data.contact(id));
            case "DELETE " -> {
                data.erase(id);
                yield new Answer(204, "");
            }
            case "PATCH " -> change(id, request.json());
            case "POST archive" -> {
                data.contact(id).put("archivedAt", "2026-11-28T01:00:00Z");
                yield Answer.ok(data.contact(id));
            }
            case "POST restore" -> {
                data.contact(id).remove("archivedAt");
                yield Answer.ok(data.contact(id));
            }
            case "POST merge" -> merge(id, request);
            case "POST invitation" ->
                request.query().containsKey("dryRun") ? invitation(id, request.json()) : invite(id);
            case "GET mails" -> Answer.ok(Map.of("items", List.of(sentMail(id))));
            case "GET mails/m1" -> {
                var whole = new HashMap<>(sentMail(id));
                whole.putAll(Map.of("text", "Hello", "html", "<p>Hello</p>"));
                yield Answer.ok(whole);
            }
            case "DELETE invitation" -> {
                data.setStatus(id, "REVOKED");
                yield new Answer(204, "");
            }
            case "POST account/disable" -> moved(id, "DISABLED", "account-disabled", "Alex Admin disabled the account");
            case "POST account/enable" -> moved(id, "ACTIVE", "account-enabled", "Alex Admin enabled the account");
            case "POST account/sign-out", "POST account/reset", "POST account/unlock" -> Answer.ok(data.contact(id));
            case "GET events" ->
                Answer.ok(Map.of(
                        "items",
                        StubAnswers.page(
                                request,
                                data.events().stream()
                                        .filter(event -> id.equals(event.get("contactId")))
                                        .toList())));
            case "GET diagnosis" -> diagnosis(id);
            default -> Answer.problem(405, "method", "ContactAnswers, the stub, doesn't know " + rest);
        };
    }

    private Answer list(Request request) {
        List<Map<String, Object>> found = found(request.query());
        Comparator<Map<String, Object>> order = Comparator.comparing(contact -> key(contact, request.query()));
        if ("desc".equals(request.query().get("order"))) {
            order = order.reversed();
        }
        return Answer.ok(Map.of(
                "items",
                found.stream()
                        .sorted(order)
                        .skip(Integer.parseInt(request.query().getOrDefault("offset", "0")))
                        .limit(Integer.parseInt(request.query().getOrDefault("limit", "50")))
                        .toList(),
                "total",
                found.size(),
                "totalIsEstimate",
                false));
    }

    private static String key(Map<String, Object> contact, Map<String, String> query) {
        return switch (query.getOrDefault("sort", "name")) {
            case "email" -> String.valueOf(contact.get("email"));
            case "region" -> String.valueOf(contact.get("region"));
            case "reference" -> String.valueOf(contact.get("reference"));
            default -> contact.get("familyName") + " " + contact.get("givenName");
        };
    }

    private List<Map<String, Object>> found(Map<String, String> query) {
        return data.contacts().values().stream()
                .filter(contact -> (contact.get("givenName") + " " + contact.get("familyName") + " "
                                + contact.get("email") + " " + contact.get("reference"))
                        .toLowerCase(Locale.ROOT)
                        .contains(query.getOrDefault("search", "").toLowerCase(Locale.ROOT)))
                .filter(contact -> !query.containsKey("import")
                        || contact.get("reference").toString().endsWith("7"))
                .filter(contact -> !query.containsKey("mail") || isUndelivered(contact))
                .filter(contact -> query.containsKey("archived") == contact.containsKey("archivedAt"))
                .filter(contact -> query.getOrDefault(
                                "region", contact.get("region").toString())
                        .equals(contact.get("region")))
                .filter(contact ->
                        query.getOrDefault("status", StubData.status(contact)).equals(StubData.status(contact)))
                .toList();
    }

    private Answer counts(Request request) {
        List<Map<String, Object>> found = found(request.query());
        return Answer.ok(Map.of(
                "mailTrouble",
                        found.stream().filter(ContactAnswers::isUndelivered).count(),
                "byStatus", found.stream().collect(Collectors.groupingBy(StubData::status, Collectors.counting())),
                "byRegion",
                        found.stream()
                                .collect(Collectors.groupingBy(
                                        contact -> contact.get("region").toString(), Collectors.counting()))));
    }

    private static boolean isUndelivered(Map<String, Object> contact) {
        return ((Map<?, ?>) contact.get("portal")).get("mail") instanceof Map<?, ?> mail
                && "BOUNCED".equals(mail.get("status"));
    }

    private Answer create(Map<String, Object> fields) {
        String id = "new" + data.contacts().size();
        data.add(id, fields.get("region").toString(), "NOT_INVITED", 7);
        data.contact(id).putAll(fields);
        return new Answer(201, data.contact(id));
    }

    private Answer change(String id, Map<String, Object> fields) {
        Map<String, Object> contact = data.contact(id);
        if (!contact.get("version").equals(fields.get("version"))) {
            return Answer.problem(409, "conflict", "Somebody else has changed this contact.");
        }
        contact.putAll(fields);
        contact.put("version", (Integer) fields.get("version") + 1);
        return Answer.ok(contact);
    }

    private Answer invitation(String id, Map<String, Object> fields) {
        return Answer.ok(Map.of(
                "recipient",
                data.contact(id).get("email"),
                "subject",
                "Your invitation",
                "text",
                fields.get("message"),
                "html",
                "<p>" + fields.get("message") + "</p>"));
    }

    private Map<String, Object> sentMail(String id) {
        return Map.of(
                "id", "m1",
                "kind", "invitation",
                "recipient", data.contact(id).get("email"),
                "createdAt", "2026-11-20T05:00:00Z",
                "status", "BOUNCED",
                "detail", "550 5.1.1 No such mailbox",
                "at", "2026-11-20T05:00:00Z",
                "subject", "Your invitation");
    }

    private Answer invite(String id) {
        String email = String.valueOf(data.contact(id).get("email"));
        data.portal(id)
                .putAll(Map.of(
                        "status",
                        "INVITED",
                        "invitedAt",
                        Instant.now().toString(),
                        "invitedBy",
                        "Alex Admin",
                        "invitationEmail",
                        email,
                        "invitationExpiresAt",
                        "2026-12-03T23:15:00Z",
                        "mail",
                        Map.of("status", "QUEUED", "at", Instant.now().toString())));
        data.record("invitation-sent", id, "Alex Admin invited " + email, "s1");
        return new Answer(202, data.contact(id));
    }

    private Answer moved(String id, String status, String kind, String text) {
        data.setStatus(id, status);
        data.record(kind, id, text, "s1");
        return Answer.ok(data.contact(id));
    }

    private Answer diagnosis(String id) {
        return switch (StubData.status(data.contact(id))) {
            case "NOT_INVITED" ->
                diagnosed(
                        "never-invited",
                        "This client has never been invited.",
                        "You have not been invited yet. I am sending you an invitation now.",
                        "SEND_INVITATION",
                        List.of());
            case "ACTIVE" ->
                diagnosed(
                        "wrong-password",
                        "The password was wrong three times in the last hour.",
                        "Your address is right, but the password is not. I am sending you a link to set a new one.",
                        "RESET",
                        List.of(
                                Map.of("at", "2026-11-21T05:00:00Z", "text", "Wrong password from 203.0.113.7"),
                                Map.of("at", "2026-11-21T04:58:00Z", "text", "Wrong password from 203.0.113.7")));
            case "DISABLED" ->
                diagnosed(
                        "disabled",
                        "The account was disabled by Alex Admin.",
                        "Your account is switched off at the moment.",
                        "ENABLE",
                        List.of());
            case "REVOKED", "EXPIRED" ->
                diagnosed(
                        "expired",
                        "The invitation does not work any more.",
                        "Your link is too old. I am sending you a new one.",
                        "RESEND_INVITATION",
                        List.of());
            default ->
                diagnosed(
                        "bounced",
                        "The invitation bounced: the mailbox does not exist.",
                        "Which email address do you use? The one that we have does not exist.",
                        "EDIT_CONTACT",
                        List.of(Map.of("at", "2026-11-20T05:00:00Z", "text", "550 5.1.1 no such user")));
        };
    }

    private static Answer diagnosed(String verdict, String headline, String advice, String action, List<?> evidence) {
        return Answer.ok(Map.of(
                "verdict", verdict, "headline", headline, "advice", advice, "action", action, "evidence", evidence));
    }

    private Answer imported(Request request) {
        boolean dry = "true".equals(request.query().get("dryRun"));
        Map<String, Object> result = new LinkedHashMap<>(Map.of(
                "written", !dry,
                "encoding", "Windows-1252",
                "separator", ";",
                "namesRow", 1,
                "fallbacks", Map.of("email", List.of("Second mail")),
                "warnings", Map.of("NO_ADDRESS", 1, "NAME_CUT", 2),
                "columns", List.of("First name", "Surname", "Mail"),
                "mapping", Map.of("givenName", "First name", "familyName", "Surname", "email", "Mail"),
                "counts", Map.of("NEW", 1, "CHANGED", 1, "UNCHANGED", 1, "REFUSED", 1),
                "rows",
                        List.of(
                                row(
                                        2,
                                        "NEW",
                                        Map.of(
                                                "contact",
                                                person("Ada", "Okafor"),
                                                "warnings",
                                                List.of("No email address", "Cleo Silva (JOB-7) has this phone number"),
                                                "warningKinds",
                                                List.of("NO_ADDRESS", "SAME_PHONE"),
                                                "duplicates",
                                                List.of(Map.of(
                                                        "id",
                                                        "c7",
                                                        "name",
                                                        "Cleo Silva",
                                                        "reference",
                                                        "JOB-7",
                                                        "by",
                                                        "phone")))),
                                row(
                                        3,
                                        "CHANGED",
                                        Map.of("contact", person("Bo", "Weiss"), "changes", Map.of("phone", "12"))),
                                row(4, "UNCHANGED", Map.of("contact", person("Cleo", "Silva"))),
                                row(
                                        5,
                                        "REFUSED",
                                        Map.of(
                                                "contact",
                                                person("Dion", ""),
                                                "reason",
                                                "The family name is missing.")))));
        if (!dry) {
            result.put("importId", "i1");
        }
        return Answer.ok(Map.of("result", result));
    }

    private static Map<String, Object> person(String given, String family) {
        return Map.of(
                "givenName", given, "familyName", family, "email", given.toLowerCase(Locale.ROOT) + "@example.test");
    }

    private static Map<String, Object> row(int number, String verdict, Map<String, Object> more) {
        var row = new LinkedHashMap<String, Object>(more);
        row.put("row", number);
        row.put("verdict", verdict);
        return row;
    }
}
