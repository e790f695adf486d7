package latchkey.admin.stub;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Contacts, events and staff in memory, as JSON objects. One lock: it is a test. */
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

    public synchronized void erase(String id) {
        contacts.remove(id);
    }

    public synchronized void setStatus(String id, String status) {
        portal(id).put("status", status);
    }

    @SuppressWarnings("unchecked")
    public synchronized Map<String, Object> portal(String id) {
        return (Map<String, Object>) contact(id).get("portal");
    }

    synchronized Map<String, Map<String, Object>> contacts() {
        return contacts;
    }

    synchronized List<Map<String, Object>> staff() {
        return staff;
    }

    /** Newest first. */
    synchronized List<Map<String, Object>> events() {
        return events.reversed();
    }

    static String status(Map<String, Object> contact) {
        return ((Map<?, ?>) contact.get("portal")).get("status").toString();
    }

    void add(String id, String region, String status, int seed) {
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
        contact.put("canBeInvited", new CanBeInvited(contact));
        contact.put("portal", portal);
        contact.put("jobs", List.of());
        contacts.put(id, contact);
    }

    /** As it is at the moment of the answer. */
    static final class CanBeInvited {

        private final Map<String, Object> contact;

        CanBeInvited(Map<String, Object> contact) {
            this.contact = contact;
        }

        @JsonValue
        boolean value() {
            return contact.get("email") != null
                    && contact.get("archivedAt") == null
                    && !List.of("ACTIVE", "DISABLED").contains(status(contact))
                    && !(((Map<?, ?>) contact.get("portal")).get("addressHolder") instanceof Map<?, ?> holder
                            && Boolean.TRUE.equals(holder.get("hasAccount")));
        }
    }

    public void record(String kind, String contactId, String text, String actor) {
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

    static Map<String, Object> member(String id, String name, String email, String role, List<?> regions) {
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
}
