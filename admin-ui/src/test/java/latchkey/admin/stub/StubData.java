package latchkey.admin.stub;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import latchkey.admin.stub.StubApi.Answer;
import latchkey.admin.stub.StubApi.Request;

/** Contacts and staff in memory, as JSON objects. One lock: it is a test. */
public final class StubData {

    private static final List<String> STATUSES =
            List.of("NOT_INVITED", "INVITED", "EXPIRED", "REVOKED", "ACTIVE", "DISABLED");
    private static final List<String> GIVEN =
            List.of("Ada", "Bo", "Cleo", "Dion", "Elif", "Finn", "Grete", "Hugo", "Ines", "Jun");
    private static final List<String> FAMILY = List.of(
            "Okafor", "Lindqvist", "Marchetti", "Nakamura", "Petrov", "Quispe", "Rautio", "Silva", "Tanaka", "Weiss");

    private final Map<String, Map<String, Object>> contacts = new LinkedHashMap<>();
    private final List<Map<String, Object>> events = new ArrayList<>();
    private final List<Map<String, Object>> staff = new ArrayList<>(List.of(
            member("s1", "Alex Admin", "admin@sandbox.test", "admin", List.of()),
            member("s2", "Sam Support", "support@sandbox.test", "support", List.of("au"))));
    private int batchDone;

    StubData() {
        for (int i = 0; i < 240; i++) {
            add("c" + i, i % 3 == 0 ? "au" : i % 3 == 1 ? "nz" : "us", STATUSES.get(i % 6), i);
        }
    }

    public synchronized Map<String, Object> contact(String id) {
        return Optional.ofNullable(contacts.get(id)).orElseThrow();
    }

    /** Changes a field as a colleague would. */
    public synchronized void edit(String id, String field, Object value) {
        Map<String, Object> contact = contact(id);
        contact.put(field, value);
        contact.put("version", (Integer) contact.get("version") + 1);
    }

    public synchronized void setStatus(String id, String status) {
        portal(id).put("status", status);
    }

    @SuppressWarnings("unchecked")
    public synchronized Map<String, Object> portal(String id) {
        return (Map<String, Object>) contact(id).get("portal");
    }

    synchronized Answer answer(Request request, Optional<String> authorization) {
        String[] path = request.path().substring(1).split("/");
        if (path[0].equals("session") && request.method().equals("POST")) {
            return session(request);
        }
        if (path[0].equals("activation")) {
            return activation(request, path.length > 1);
        }
        if (authorization.isEmpty()) {
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
            case "contacts" -> contacts(request, path);
            case "invitations" -> invitations(request, path);
            case "events" -> Answer.ok(Map.of("items", page(request, events.reversed())));
            case "staff" -> staff(request, path);
            default -> Answer.problem(404, "not-found", "There is no such thing.");
        };
    }

    private Answer session(Request request) {
        boolean refresh = request.path().endsWith("refresh");
        Optional<Map<String, Object>> member = refresh
                ? Optional.of(staff.getFirst())
                : staff.stream()
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

    private Answer activation(Request request, boolean check) {
        if (!"good".equals(request.json().get("token"))) {
            return Answer.problem(410, "link-used", "This link was used already. Ask an admin for a new one.");
        }
        if (check) {
            return Answer.ok(Map.of("email", "new@sandbox.test", "name", "Noor New"));
        }
        boolean short_ = request.json().get("password").toString().length() < 12;
        return short_ ? Answer.problem(422, "password", "Use at least 12 characters.") : new Answer(204, "");
    }

    private Answer contacts(Request request, String[] path) {
        if (path.length == 1 && request.method().equals("GET")) {
            return list(request);
        }
        if (path.length == 1) {
            return create(request.json());
        }
        return switch (path[1]) {
            case "counts" -> counts(request);
            case "import" -> imported(request);
            case "export" -> new Answer(200, "givenName,familyName\r\nAda,Okafor\r\n");
            default ->
                contacts.containsKey(path[1])
                        ? one(request, path)
                        : Answer.problem(404, "not-found", "There is no such contact.");
        };
    }

    private Answer one(Request request, String[] path) {
        String id = path[1];
        String rest = String.join("/", List.of(path).subList(2, path.length));
        return switch (request.method() + " " + rest) {
            case "GET " -> Answer.ok(contact(id));
            case "PATCH " -> change(id, request.json());
            case "POST invitation" -> invite(id);
            case "DELETE invitation" -> {
                setStatus(id, "REVOKED");
                yield new Answer(204, "");
            }
            case "POST account/disable" -> moved(id, "DISABLED", "account-disabled", "Alex Admin disabled the account");
            case "POST account/enable" -> moved(id, "ACTIVE", "account-enabled", "Alex Admin enabled the account");
            case "POST account/sign-out", "POST account/reset" -> Answer.ok(contact(id));
            case "GET events" ->
                Answer.ok(Map.of(
                        "items",
                        page(
                                request,
                                events.reversed().stream()
                                        .filter(event -> id.equals(event.get("contactId")))
                                        .toList())));
            case "GET diagnosis" -> diagnosis(id);
            default -> Answer.problem(405, "method", rest);
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
        return contacts.values().stream()
                .filter(contact -> (contact.get("givenName") + " " + contact.get("familyName") + " "
                                + contact.get("email") + " " + contact.get("reference"))
                        .toLowerCase(Locale.ROOT)
                        .contains(query.getOrDefault("search", "").toLowerCase(Locale.ROOT)))
                .filter(contact -> query.getOrDefault(
                                "region", contact.get("region").toString())
                        .equals(contact.get("region")))
                .filter(contact -> query.getOrDefault("status", status(contact)).equals(status(contact)))
                .toList();
    }

    private static String status(Map<String, Object> contact) {
        return ((Map<?, ?>) contact.get("portal")).get("status").toString();
    }

    private Answer counts(Request request) {
        List<Map<String, Object>> found = found(request.query());
        return Answer.ok(Map.of(
                "byStatus", found.stream().collect(Collectors.groupingBy(StubData::status, Collectors.counting())),
                "byRegion",
                        found.stream()
                                .collect(Collectors.groupingBy(
                                        contact -> contact.get("region").toString(), Collectors.counting()))));
    }

    private Answer create(Map<String, Object> fields) {
        String id = "new" + contacts.size();
        add(id, fields.get("region").toString(), "NOT_INVITED", 7);
        contact(id).putAll(fields);
        return new Answer(201, contact(id));
    }

    private Answer change(String id, Map<String, Object> fields) {
        Map<String, Object> contact = contact(id);
        if (!contact.get("version").equals(fields.get("version"))) {
            return Answer.problem(409, "conflict", "Somebody else changed this contact.");
        }
        contact.putAll(fields);
        contact.put("version", (Integer) fields.get("version") + 1);
        return Answer.ok(contact);
    }

    private Answer invite(String id) {
        String email = String.valueOf(contact(id).get("email"));
        portal(id)
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
        record("invitation-sent", id, "Alex Admin invited " + email, "s1");
        return new Answer(202, contact(id));
    }

    private Answer moved(String id, String status, String kind, String text) {
        setStatus(id, status);
        record(kind, id, text, "s1");
        return Answer.ok(contact(id));
    }

    private Answer diagnosis(String id) {
        return switch (status(contact(id))) {
            case "NOT_INVITED" ->
                diagnosed(
                        "never-invited",
                        "This client was never invited.",
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
                        "The invitation came back: the mailbox does not exist.",
                        "Which e-mail address do you use? The one that we have does not exist.",
                        "EDIT_CONTACT",
                        List.of(Map.of("at", "2026-11-20T05:00:00Z", "text", "550 5.1.1 no such user")));
        };
    }

    private static Answer diagnosed(String verdict, String headline, String advice, String action, List<?> evidence) {
        return Answer.ok(Map.of(
                "verdict", verdict, "headline", headline, "advice", advice, "action", action, "evidence", evidence));
    }

    private Answer invitations(Request request, String[] path) {
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
                    "refused",
                    List.of(
                            Map.of("type", "has-account", "reason", "have an account already", "count", 2),
                            Map.of("type", "no-email", "reason", "have no e-mail address", "count", 1))));
        }
        if (request.method().equals("DELETE")) {
            batchDone = 100;
            return new Answer(204, "");
        }
        batchDone += 10;
        return Answer.ok(Map.of(
                "id",
                "b1",
                "state",
                batchDone >= 100 ? "STOPPED" : batchDone >= 20 ? "DONE" : "RUNNING",
                "total",
                20,
                "done",
                Math.min(20, batchDone),
                "invited",
                Math.min(17, batchDone),
                "refused",
                List.of(Map.of(
                        "contactId",
                        "c4",
                        "name",
                        "=Elif Okafor",
                        "email",
                        "elif@example.test",
                        "reason",
                        "has an account already"))));
    }

    private Answer imported(Request request) {
        boolean dry = "true".equals(request.query().get("dryRun"));
        return Answer.ok(Map.of(
                "written", !dry,
                "columns", List.of("First name", "Surname", "Mail"),
                "mapping", Map.of("givenName", "First name", "familyName", "Surname", "email", "Mail"),
                "counts", Map.of("NEW", 1, "CHANGED", 1, "UNCHANGED", 1, "REFUSED", 1),
                "rows",
                        List.of(
                                row(2, "NEW", Map.of("contact", person("Ada", "Okafor"))),
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

    private Answer staff(Request request, String[] path) {
        if (path.length == 1 && request.method().equals("GET")) {
            return Answer.ok(Map.of("items", staff));
        }
        if (path.length == 1) {
            Map<String, Object> fields = request.json();
            var added = member(
                    "s" + (staff.size() + 1),
                    fields.get("name").toString(),
                    fields.get("email").toString(),
                    fields.get("role").toString(),
                    (List<?>) fields.get("regions"));
            added.put("status", "INVITED");
            staff.add(added);
            return new Answer(201, added);
        }
        Map<String, Object> one = staff.stream()
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

    private static List<Map<String, Object>> page(Request request, List<Map<String, Object>> events) {
        return events.stream()
                .filter(event -> !request.query().containsKey("kind")
                        || event.get("kind").equals(request.query().get("kind")))
                .limit(Integer.parseInt(request.query().getOrDefault("limit", "50")))
                .toList();
    }

    private void add(String id, String region, String status, int seed) {
        String given = GIVEN.get(seed % GIVEN.size());
        String family = FAMILY.get(seed / GIVEN.size() % FAMILY.size());
        var portal = new LinkedHashMap<String, Object>();
        portal.put("status", status);
        String email = (given + "." + family + seed + "@example.test").toLowerCase(Locale.ROOT);
        Instant invited = Instant.now().minus(seed * 7L, ChronoUnit.HOURS);
        if (!status.equals("NOT_INVITED")) {
            portal.putAll(Map.of(
                    "invitedAt", invited.toString(),
                    "invitedBy", "Sam Support",
                    "invitationEmail", email,
                    "invitationExpiresAt", invited.plus(7, ChronoUnit.DAYS).toString(),
                    "mail",
                            Map.of(
                                    "status",
                                    "SENT",
                                    "at",
                                    invited.plusSeconds(9).toString())));
            record("invitation-sent", id, "Sam Support invited " + email, "s2", region, given + " " + family);
        }
        if (status.equals("ACTIVE") || status.equals("DISABLED")) {
            portal.putAll(Map.of(
                    "accountEmail", email,
                    "activatedAt", invited.plus(3, ChronoUnit.HOURS).toString(),
                    "lastSignInAt", invited.plus(5, ChronoUnit.HOURS).toString()));
            record("sign-in-succeeded", id, "Signed in", "client", region, given + " " + family);
        }
        var contact = new LinkedHashMap<String, Object>();
        contact.put("id", id);
        contact.put("region", region);
        contact.put("givenName", given);
        contact.put("familyName", family);
        contact.put("email", email);
        contact.put("phone", "0400 000 " + (100 + seed));
        contact.put("reference", "JOB-" + (1000 + seed));
        contact.put("version", 1);
        contact.put("portal", portal);
        contacts.put(id, contact);
    }

    private void record(String kind, String contactId, String text, String actor) {
        Map<String, Object> contact = contact(contactId);
        record(
                kind,
                contactId,
                text,
                actor,
                contact.get("region").toString(),
                contact.get("givenName") + " " + contact.get("familyName"));
    }

    private void record(String kind, String contactId, String text, String actor, String region, String name) {
        events.add(Map.of(
                "id",
                String.valueOf(events.size() + 1),
                "at",
                Instant.now().toString(),
                "kind",
                kind,
                "text",
                text,
                "actor",
                actor,
                "actorName",
                actor.equals("s1") ? "Alex Admin" : "Sam Support",
                "region",
                region,
                "contactId",
                contactId,
                "contactName",
                name,
                "network",
                "203.0.113.7"));
    }

    private static Map<String, Object> member(String id, String name, String email, String role, List<?> regions) {
        return new LinkedHashMap<>(Map.of(
                "id",
                id,
                "name",
                name,
                "email",
                email,
                "role",
                role,
                "regions",
                regions,
                "status",
                "ACTIVE",
                "lastSignInAt",
                "2026-11-20T05:00:00Z"));
    }

    private static Map<String, Object> region(String code, String name, String zone) {
        return Map.of(
                "code", code, "name", name, "url", "http://" + code + ".localhost:8080", "locale", "en", "zone", zone);
    }
}
