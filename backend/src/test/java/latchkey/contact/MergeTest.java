package latchkey.contact;

import static latchkey.contact.Contacts.patch;
import static latchkey.contact.Contacts.portal;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Two contacts that are one person become one, and nothing of either is lost. */
class MergeTest {

    private static final World WORLD = World.start();
    private static final StaffMembers STAFF = new StaffMembers(WORLD);
    private static final Browser ADMIN = STAFF.newAdmin();
    private static final Browser SUPPORT = STAFF.newSupport("au", "nz");

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void the_one_that_stays_keeps_what_it_has_and_gets_what_it_lacks() {
        UUID kept = WORLD.contact("au", "correa@example.test");
        UUID other = WORLD.contact("au", "correa.work@example.test");
        change(kept, "phone", "0400 1");
        change(other, "phone", "0400 2");
        change(other, "reference", "AU-10484");

        var merged = merge(kept, other);

        assertThat(merged.status()).as(merged.body()).isEqualTo(200);
        assertThat(merged.json().getMap())
                .containsEntry("id", kept.toString())
                .containsEntry("email", "correa@example.test")
                .containsEntry("phone", "0400 1")
                .containsEntry("reference", "AU-10484");
        assertThat(ADMIN.get(path(other)).status()).isEqualTo(404);
        assertThat(history(kept))
                .contains("Merged with Robin Sample (AU-10484)", "Contact changed: reference")
                .containsSubsequence("Merged with", "Contact changed: phone", "Contact changed: phone");
        assertThat(WORLD.sql("select details from event where kind = 'contact-merged' and contact_id = $1", kept)
                        .iterator()
                        .next()
                        .get(JsonObject.class, 0)
                        .getJsonObject("other")
                        .getMap())
                .containsEntry("email", "correa.work@example.test")
                .containsEntry("phone", "0400 2");
    }

    /** A column that is added too. */
    @Test
    void what_the_one_that_stays_lacks_comes_from_the_other_in_every_column() {
        UUID kept = WORLD.contact("au", "bare@example.test");
        UUID other = WORLD.contact("au", "filled@example.test");
        List<String> columns =
                WORLD.sql("""
            select format('%1$I = coalesce(%1$I, (%2$L::text)::%3$s)', column_name, case data_type
                when 'text' then 'x' when 'uuid' then gen_random_uuid()::text when 'boolean' then 'true'
                when 'jsonb' then '{}' when 'date' then '2026-12-04' when 'timestamp with time zone' then '2026-12-04'
                else '1' end, data_type), column_name
            from information_schema.columns
            where table_schema = current_schema() and table_name = 'contact' and is_nullable = 'YES'
                and is_generated = 'NEVER' and column_name <> 'archived_at' and column_name not like 'invit%'
            """).stream().map(row -> row.getString(0)).toList();
        WORLD.sql("update contact set %s where id = $1".formatted(String.join(", ", columns)), other);

        assertThat(merge(kept, other).status()).isEqualTo(200);

        assertThat(columns.stream().map(column -> column.substring(0, column.indexOf(' '))))
                .contains("phone", "reference")
                .allSatisfy(
                        column -> assertThat(WORLD.count("contact where id = $1 and " + column + " is not null", kept))
                                .as("contact.%s after MergeTable.MERGE", column)
                                .isOne());
    }

    @Test
    void the_account_of_the_other_stays_with_its_address_sessions_and_links() {
        UUID kept = WORLD.contact("au", "old.address@example.test");
        WORLD.account("au", "account@example.test");
        UUID other = WORLD.contactOf("account@example.test");
        Browser client = WORLD.portal("au");
        client.post("/login", "email", "account@example.test", "password", World.PASSWORD);
        client.post("/forgot-password", "email", "account@example.test");
        String reset = "/reset-password/" + WORLD.resetToken("au", "account@example.test");

        var merged = merge(kept, other);

        assertThat(portal(merged).getMap())
                .containsEntry("status", "ACTIVE")
                .containsEntry("accountEmail", "account@example.test");
        assertThat(merged.json().getMap()).containsEntry("email", "account@example.test");
        assertThat(history(kept))
                .contains(
                        "email address (from old.address@example.test to account@example.test)",
                        "Signed in",
                        "Password reset requested");
        assertThat(client.get("/account").status()).isEqualTo(200);
        assertThat(client.get(reset).status()).isEqualTo(200);
        assertThat(client.post(reset, "password", "another horse, another battery")
                        .status())
                .isEqualTo(303);
        nothingIsLeftOf(other);
    }

    @Test
    void an_open_invitation_of_the_other_ends_where_there_is_an_account_and_says_so() {
        WORLD.account("au", "first@example.test");
        UUID kept = WORLD.contactOf("first@example.test");
        String token = WORLD.invitation("au", "second@example.test");

        assertThat(portal(merge(kept, WORLD.contactOf("second@example.test"))).getMap())
                .containsEntry("status", "ACTIVE")
                .containsEntry("accountEmail", "first@example.test");

        var dead = WORLD.portal("au").get("/invitation/" + token);
        assertThat(dead.status()).isEqualTo(410);
        assertThat(dead.body()).contains("You already have an account", "href=\"/login\"");
    }

    @Test
    void of_two_invitations_to_the_address_that_stays_the_newer_one_works_on() {
        String older = WORLD.invitation("nz", "twice@example.test");
        UUID kept = WORLD.contactOf("twice@example.test");
        String newer = WORLD.invitation("nz", "twice.too@example.test");
        UUID other = WORLD.contactOf("twice.too@example.test");
        WORLD.sql("update contact set email = 'twice@example.test' where id = $1", other);
        WORLD.sql("update link set email = 'twice@example.test' where contact_id = $1", other);

        assertThat(portal(merge(kept, other)).getMap()).containsEntry("status", "INVITED");

        var dead = WORLD.portal("nz").get("/invitation/" + older);
        assertThat(dead.body()).contains("We’ve sent you a newer invitation");
        var used = WORLD.portal("nz").post("/invitation/" + newer, "password", "another horse, another battery");
        assertThat(used.location()).isEqualTo("/account");
        assertThat(portal(ADMIN.get(path(kept))).getMap()).containsEntry("status", "ACTIVE");
        nothingIsLeftOf(other);
    }

    @Test
    void an_invitation_to_the_address_that_goes_no_longer_works() {
        UUID kept = WORLD.contact("nz", "stays@example.test");
        String token = WORLD.invitation("nz", "goes@example.test");
        UUID other = WORLD.contactOf("goes@example.test");

        assertThat(portal(merge(kept, other)).getMap())
                .containsEntry("status", "REVOKED")
                .containsEntry("invitationEmail", "goes@example.test");

        assertThat(WORLD.portal("nz").get("/invitation/" + token).body()).contains("Your email address was changed");
        assertThat(SUPPORT.get(path(kept) + "/diagnosis").json().getMap()).containsEntry("verdict", "ADDRESS_CHANGED");
        nothingIsLeftOf(other);
    }

    @Test
    void what_would_come_of_it_is_answered_and_nothing_is_changed() {
        UUID kept = WORLD.contact("au", "preview@example.test");
        WORLD.account("au", "previewed@example.test");
        UUID other = WORLD.contactOf("previewed@example.test");
        var preview = ADMIN.post(path(kept) + "/merge?dryRun=true", body(other));
        assertThat(portal(preview).getMap()).containsEntry("accountEmail", "previewed@example.test");
        assertThat(ADMIN.get(path(kept)).json().getMap())
                .containsEntry("email", "preview@example.test")
                .containsEntry("version", 1);
        assertThat(ADMIN.get(path(other)).status()).isEqualTo(200);
        assertThat(WORLD.count("event where contact_id = $1 and kind = 'contact-merged'", kept))
                .isZero();
    }

    @Test
    void two_accounts_are_refused() {
        WORLD.account("au", "one@example.test");
        WORLD.account("au", "two@example.test");
        var refused = merge(WORLD.contactOf("one@example.test"), WORLD.contactOf("two@example.test"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().getString("type")).endsWith("/two-accounts");
        assertThat(refused.json().getString("title")).isEqualTo("Both contacts have an account.");
    }

    @Test
    void contacts_of_two_regions_are_refused() {
        var refused = merge(WORLD.contact("au", "here@example.test"), WORLD.contact("us", "there@example.test"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().getString("type")).endsWith("/other-region");
    }

    @Test
    void what_a_colleague_changed_meanwhile_is_not_merged_unseen() {
        UUID kept = WORLD.contact("au", "seen@example.test");
        UUID other = WORLD.contact("au", "unseen@example.test");
        change(other, "phone", "0400 3");
        var refused =
                ADMIN.post(path(kept) + "/merge", body(other).put("version", 1).put("otherVersion", 1));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().getString("type")).endsWith("/conflict");
        assertThat(ADMIN.post(
                                path(kept) + "/merge",
                                body(other).put("version", 1).put("otherVersion", 2))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void nobody_is_merged_with_nobody_or_with_themselves() {
        UUID kept = WORLD.contact("au", "alone@example.test");
        assertThat(merge(kept, kept).status()).isEqualTo(400);
        assertThat(merge(kept, UUID.randomUUID()).status()).isEqualTo(400);
        assertThat(merge(UUID.randomUUID(), kept).status()).isEqualTo(404);
        assertThat(ADMIN.get(path(kept)).status()).isEqualTo(200);
    }

    @Test
    void only_administrators_merge() {
        UUID kept = WORLD.contact("au", "kept@example.test");
        UUID other = WORLD.contact("au", "other@example.test");
        assertThat(SUPPORT.post(path(kept) + "/merge", body(other)).status()).isEqualTo(403);
        assertThat(SUPPORT.post(path(kept) + "/merge?dryRun=true", body(other)).status())
                .isEqualTo(403);
    }

    private static void nothingIsLeftOf(UUID contact) {
        assertThat(WORLD.count("link where contact_id = $1", contact)
                        + WORLD.count("mail where contact_id = $1", contact)
                        + WORLD.count("event where contact_id = $1", contact))
                .isZero();
    }

    private static void change(UUID contact, String field, String value) {
        assertThat(patch(ADMIN, path(contact), new JsonObject().put(field, value))
                        .status())
                .isEqualTo(200);
    }

    private static String history(UUID contact) {
        return ADMIN.get(path(contact) + "/events").body();
    }

    private static Browser.Answer merge(UUID kept, UUID other) {
        return ADMIN.post(path(kept) + "/merge", body(other));
    }

    private static JsonObject body(UUID other) {
        return new JsonObject().put("contactId", other.toString());
    }

    private static String path(UUID contact) {
        return "/api/v1/contacts/" + contact;
    }
}
