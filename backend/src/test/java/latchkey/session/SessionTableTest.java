package latchkey.session;

import static latchkey.testing.World.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.UUID;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Each guard of a session by itself: what else would stop the same is left open. */
class SessionTableTest {

    private static final World WORLD = World.start();
    private static final StaffMembers STAFF = new StaffMembers(WORLD);
    private static final Audience AU = new Audience("au", "http://au.localhost");
    private static final Audience NZ = new Audience("nz", "http://nz.localhost");

    private final SessionTable table = new SessionTable(WORLD.pool(), Duration.ofHours(12), Duration.ofSeconds(10));

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void a_session_is_of_its_region() {
        UUID session = client("region@example.test");
        assertThat(isKnown(NZ, session)).isFalse();
        assertThat(isRenewed(NZ, session)).isFalse();
        assertThat(isRenewed(Audience.STAFF, session)).isFalse();
        assertThat(isKnown(AU, session)).isTrue();
        assertThat(isRenewed(AU, session)).isTrue();
    }

    @Test
    void a_session_that_was_ended_is_over() {
        UUID session = client("ended@example.test");
        change(session, "ended_at = now()");
        assertThat(isKnown(AU, session)).isFalse();
        assertThat(isRenewed(AU, session)).isFalse();
    }

    @Test
    void a_session_of_its_longest_age_is_over() {
        UUID session = client("old@example.test");
        change(session, "expires_at = now()");
        assertThat(isKnown(AU, session)).isFalse();
        assertThat(isRenewed(AU, session)).isFalse();
    }

    @Test
    void an_idle_session_is_over() {
        UUID session = client("idle@example.test");
        change(session, "last_seen_at = now() - interval '12 hours'");
        assertThat(isKnown(AU, session)).isFalse();
        assertThat(isRenewed(AU, session)).isFalse();
    }

    @Test
    void a_session_of_an_earlier_password_is_over_though_nobody_ended_it() {
        UUID known = client("version@example.test");
        UUID renewed = session("version@example.test");
        WORLD.sql("update account set password_version = password_version + 1 where email = 'version@example.test'");
        assertThat(isKnown(AU, known)).isFalse();
        assertThat(isRenewed(AU, renewed)).isFalse();
        assertThat(open("version@example.test")).isEqualTo(1);
    }

    @Test
    void a_staff_session_of_an_earlier_password_or_of_a_member_who_left_is_over_though_nobody_ended_it() {
        for (String change : new String[] {"password_version = password_version + 1", "ended_at = now()"}) {
            UUID member = STAFF.admin("staff" + change.length() + "@latchkey.test");
            assertThat(STAFF.token("staff" + change.length() + "@latchkey.test"))
                    .isNotBlank();
            UUID session = WORLD.sql("select id from session where subject = $1", member)
                    .iterator()
                    .next()
                    .getUUID(0);
            WORLD.sql("update staff set " + change + " where id = $1", member);
            assertThat(isRenewed(Audience.STAFF, session)).isFalse();
        }
    }

    @Test
    void an_older_token_is_refused_before_its_session_has_ended() {
        UUID session = client("older@example.test");
        change(session, "generation = 2, refreshed_at = now()");
        assertThat(isRenewed(AU, session)).isFalse();
        assertThat(WORLD.count("session where id = $1 and ended_at is not null", session))
                .isEqualTo(1);
    }

    @Test
    void what_changes_a_password_or_closes_an_account_ends_the_sessions_themselves() {
        WORLD.account("au", "reset@example.test");
        var _ = session("reset@example.test");
        WORLD.portal("au").post("/forgot-password", "email", "reset@example.test");
        String token = WORLD.resetToken("au", "reset@example.test");
        WORLD.portal("au").post("/reset-password/" + token, "password", "another horse, another battery");
        assertThat(open("reset@example.test")).isZero();

        WORLD.account("au", "closed@example.test");
        var _ = session("closed@example.test");
        UUID contact = WORLD.sql("select contact_id from account where email = 'closed@example.test'")
                .iterator()
                .next()
                .getUUID(0);
        STAFF.newAdmin().send("POST", "/api/v1/contacts/" + contact + "/account/disable");
        assertThat(open("closed@example.test")).isZero();

        WORLD.account("au", "changed@example.test");
        var _ = session("changed@example.test");
        var here = WORLD.portal("au");
        here.post("/login", "email", "changed@example.test", "password", PASSWORD);
        here.post("/account/password", "currentPassword", PASSWORD, "password", "another horse, another battery");
        assertThat(open("changed@example.test")).isEqualTo(1);
        assertThat(here.get("/account").status()).isEqualTo(200);
    }

    /** A new account's session. */
    private static UUID client(String email) {
        WORLD.account("au", email);
        return session(email);
    }

    private static UUID session(String email) {
        var credentials = new JsonObject().put("email", email).put("password", PASSWORD);
        assertThat(WORLD.portal("au").post("/api/v1/session", credentials).status())
                .isEqualTo(200);
        return WORLD.sql(
                        "select s.id from session s join account a on a.id = s.subject where a.email = $1"
                                + " order by s.created_at desc limit 1",
                        email)
                .iterator()
                .next()
                .getUUID(0);
    }

    private static void change(UUID session, String values) {
        WORLD.sql("update session set " + values + " where id = $1", session);
    }

    private boolean isKnown(Audience audience, UUID session) {
        return World.await(table.client(audience, session)).isPresent();
    }

    private boolean isRenewed(Audience audience, UUID session) {
        return World.await(table.refresh(audience, new SessionToken(session, 0)))
                .isPresent();
    }

    private static long open(String email) {
        return WORLD.count(
                "session s join account a on a.id = s.subject where a.email = $1 and s.ended_at is null", email);
    }
}
