package latchkey.sandbox.demo;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import latchkey.limit.Counters;
import latchkey.limit.SignInCounters;

/** Writes one contact's rows as Latchkey would have; times are durations before now. */
final class Ledger {

    private static final Duration DELIVERY = Duration.ofSeconds(2);
    private static final Duration GIVEN_UP = Duration.ofDays(3);
    private static final Duration NEXT_TRY = Duration.ofMinutes(25);
    private static final Duration SESSION = Duration.ofDays(30);
    private static final Duration WRONG_PASSWORDS = Duration.ofDays(30);

    private final DemoTable table;
    private final Person person;
    private final Instant now;
    private Optional<JsonObject> account = Optional.empty();
    private Optional<JsonObject> link = Optional.empty();
    private int made;

    Ledger(DemoTable table, Person person, Instant now) {
        this.table = table;
        this.person = person;
        this.now = now;
    }

    Instant at(Duration ago) {
        return now.minus(ago);
    }

    Person person() {
        return person;
    }

    JsonObject address() {
        return JsonObject.of("email", person.email());
    }

    JsonObject ofLink() {
        return JsonObject.of("link", linkId());
    }

    String linkId() {
        return link.map(row -> row.getString("id")).orElse("");
    }

    boolean hasLink() {
        return link.isPresent();
    }

    void contact(JsonObject row) {
        table.add("contact", row);
    }

    void event(Duration ago, String kind, String actor, JsonObject details) {
        String from = actor.equals("system") ? null : actor.length() == 36 ? "192.0.2.10" : person.network();
        table.add(
                "event",
                history(ago, person.region(), kind, actor, details)
                        .put("contact_id", person.id())
                        .put("network", from));
    }

    /** An event of somebody who isn't known to be this client. */
    void eventOfUnknown(Duration ago, String region, String kind, JsonObject details) {
        table.add("event", history(ago, region, kind, "unknown", details).put("network", person.network()));
    }

    void account(Duration ago, String password) {
        account = Optional.of(new JsonObject()
                .put("id", accountId())
                .put("region", person.region())
                .put("contact_id", person.id())
                .put("email", person.email())
                .put("password", password)
                .put("activated_at", at(ago))
                .put("password_changed_at", at(ago))
                .put("last_sign_in_at", at(ago)));
        table.add("account", account.get());
    }

    /** The account's count of wrong passwords, which began this long ago and is used up. */
    void lock(Duration ago, int count) {
        table.add(
                "rate_limit",
                new JsonObject()
                        .put("key", Counters.key(SignInCounters.BY_ACCOUNT, person.region(), person.email()))
                        .put("used", count)
                        .put("started_at", at(ago))
                        .put("until", at(ago).plus(WRONG_PASSWORDS)));
    }

    void change(String column, Object value) {
        account.ifPresent(row -> row.put(column, value));
    }

    /** Replaces an older link of the same purpose. */
    @CanIgnoreReturnValue
    JsonObject link(Duration ago, String purpose, Duration validity, String email) {
        link.filter(row -> row.getString("purpose").equals(purpose)).ifPresent(older -> end(older, ago, "replaced"));
        JsonObject row = new JsonObject()
                .put("id", next("link"))
                .put("purpose", purpose)
                .put("region", person.region())
                .put("contact_id", person.id())
                .put("account_id", account.isPresent() ? accountId() : null)
                .put("email", email)
                .put("created_at", at(ago))
                .put("expires_at", at(ago).plus(validity));
        link = Optional.of(row);
        table.add("link", row);
        return row;
    }

    void useLink(Duration ago) {
        link.ifPresent(row -> row.put("used_at", at(ago)));
    }

    void endLink(Duration ago, String by) {
        link.ifPresent(row -> end(row, ago, by));
    }

    void mail(Duration ago, String kind, String recipient, boolean withLink, Delivery delivery) {
        table.add(
                "mail",
                new JsonObject()
                        .put("id", next("mail"))
                        .put("kind", kind)
                        .put("region", person.region())
                        .put("contact_id", person.id())
                        .put("link_id", withLink ? linkId() : null)
                        .put("recipient", recipient)
                        .put("created_at", at(ago))
                        .put("status", delivery.name())
                        .put("attempts", delivery.attempts())
                        .put("next_attempt_at", nextAttempt(delivery).orElse(null))
                        .put("detail", delivery.words().isEmpty() ? null : delivery.words())
                        .put("changed_at", at(told(ago, delivery))));
        if (delivery != Delivery.QUEUED) {
            var details = JsonObject.of("mail", kind, "detail", delivery.words());
            String event = "mail-" + delivery.name().toLowerCase(java.util.Locale.ROOT);
            event(told(ago, delivery), event, "system", withLink ? details.put("link", linkId()) : details);
        }
    }

    void session(Duration ago, String browser) {
        String device = Ids.of(person.id() + browser);
        boolean known = table.has("device", device);
        if (!known) {
            table.add(
                    "device",
                    new JsonObject()
                            .put("id", device)
                            .put("account_id", accountId())
                            .put("first_seen_at", at(ago))
                            .put("last_seen_at", at(ago)));
        }
        table.add(
                "session",
                new JsonObject()
                        .put("id", next("session"))
                        .put("audience", person.region())
                        .put("subject", accountId())
                        .put("device", device)
                        .put("created_at", at(ago))
                        .put("last_seen_at", at(ago))
                        .put("expires_at", at(ago).plus(SESSION))
                        .put("network", person.network())
                        .put("user_agent", browser));
    }

    private JsonObject history(Duration ago, String region, String kind, String actor, JsonObject details) {
        return new JsonObject()
                .put("at", at(ago))
                .put("region", region)
                .put("kind", kind)
                .put("actor", actor)
                .put("details", details);
    }

    private void end(JsonObject row, Duration ago, String by) {
        if (!row.containsKey("used_at") && !row.containsKey("ended_at")) {
            row.put("ended_at", at(ago)).put("ended_by", by);
        }
    }

    private Duration told(Duration ago, Delivery delivery) {
        return delivery == Delivery.FAILED ? ago.minus(GIVEN_UP) : ago.minus(DELIVERY);
    }

    private Optional<Instant> nextAttempt(Delivery delivery) {
        return switch (delivery) {
            case QUEUED -> Optional.of(now);
            case DEFERRED -> Optional.of(now.plus(NEXT_TRY));
            case SENT, FAILED, BOUNCED -> Optional.empty();
        };
    }

    private String accountId() {
        return Ids.of(person.id() + " account");
    }

    private String next(String kind) {
        made++;
        return Ids.of(person.id() + " " + kind + " " + made);
    }
}
