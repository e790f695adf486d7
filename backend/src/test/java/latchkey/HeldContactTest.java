package latchkey;

import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import latchkey.link.Purpose;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What becomes of a contact that an import holds until it is written. */
@Isolated("it looks at everything that is logged meanwhile")
class HeldContactTest {

    private static final World WORLD = World.start();
    private static final WrittenLog LOG = WrittenLog.watch();
    private static final StaffMembers STAFF = new StaffMembers(WORLD);
    private static final Browser ADMIN = STAFF.newAdmin();

    @AfterAll
    static void stop() {
        LOG.close();
        WORLD.close();
    }

    @Test
    void access_is_taken_away_all_the_same_and_whoever_can_wait_is_told_why() throws Exception {
        WORLD.account("nz", "held@example.test");
        UUID id = WORLD.contactOf("held@example.test");
        String contact = "/api/v1/contacts/" + id;
        var holder = World.await(WORLD.pool().getConnection());
        var held = World.await(holder.begin());
        World.await(holder.preparedQuery("select from contact where id = $1 for no key update")
                .execute(Tuple.of(id)));

        var taken = Stream.of("/account/disable", "/account/sign-out")
                .map(action -> World.meanwhile(
                        () -> ADMIN.send("POST", contact + action).status()))
                .toList();
        eventually(
                () -> WORLD.count("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"),
                locked -> assertThat(locked).isEqualTo(2));
        for (var refused : List.of(
                ADMIN.raw("PATCH", contact, "application/json", "{\"givenName\":\"Kim\"}"),
                ADMIN.send("POST", contact + "/account/enable"))) {
            assertThat(refused.status()).as(refused.body()).isEqualTo(503);
            assertThat(refused.json().getString("type")).endsWith("/being-changed");
            assertThat(refused.headers().get("retry-after")).isEqualTo("30");
        }
        assertThat(taken).noneMatch(CompletableFuture::isDone);

        World.await(held.rollback().eventually(holder::close));
        for (var answer : taken) {
            assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo(200);
        }
        assertThat(WORLD.count("account where email = 'held@example.test' and disabled_at is not null"))
                .isEqualTo(1);
        LOG.assertNothingWasWritten();
    }

    /** The answer may get lost after it was saved just as well: the page must not let anybody believe that nothing was. */
    @Test
    void a_client_whose_answer_fails_while_something_is_saved_is_told_how_to_find_out() {
        WORLD.account("nz", "unsure@example.test");
        UUID id = WORLD.contactOf("unsure@example.test");
        Browser client = WORLD.portal("nz");
        client.post("/login", "email", "unsure@example.test", "password", World.PASSWORD);
        client.post("/forgot-password", "email", "unsure@example.test");
        var _ = ADMIN.post(
                "/api/v1/contacts/" + id + "/email", new JsonObject().put("email", "unsure.new@example.test"));
        String reset = "/reset-password/" + WORLD.resetToken("nz", "unsure@example.test");
        String address = "/confirm-address/" + WORLD.token(Purpose.ADDRESS, "nz", "unsure.new@example.test");
        var holder = World.await(WORLD.pool().getConnection());
        var held = World.await(holder.begin());
        World.await(holder.preparedQuery("select from contact where id = $1 for no key update")
                .execute(Tuple.of(id)));
        String next = "another horse, another battery";
        for (var unsure : List.of(
                client.post(reset, "password", next),
                client.post("/account/password", "currentPassword", World.PASSWORD, "password", next))) {
            assertThat(unsure.status()).isEqualTo(503);
            assertThat(unsure.body())
                    .contains("We couldn’t tell whether your new password was saved.", "/login?again")
                    .doesNotContain("We’ll be right back");
        }
        assertThat(client.post(address).body())
                .contains("We couldn’t tell whether your new email address was confirmed.");
        World.await(held.rollback().eventually(holder::close));
        assertThat(client.post(reset, "password", next).status()).isEqualTo(303);
    }

    @Test
    void what_others_wait_for_holds_up_nobody_who_takes_access_away() throws Exception {
        UUID erased = WORLD.contact("nz", "erased@example.test");
        WORLD.account("nz", "disabled@example.test");
        var holder = World.await(WORLD.pool().getConnection());
        var held = World.await(holder.begin());
        World.await(holder.preparedQuery("select from contact where id = $1 for update")
                .execute(Tuple.of(erased)));
        Browser eraser = STAFF.signedIn("admin@latchkey.test");
        // More than there are connections for what may take minutes.
        var waiting = Stream.generate(() -> World.meanwhile(() ->
                        eraser.send("DELETE", "/api/v1/contacts/" + erased).status()))
                .limit(20)
                .toList();
        eventually(
                () -> WORLD.count("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"),
                locked -> assertThat(locked).isGreaterThanOrEqualTo(2));
        for (String action : List.of("/account/sign-out", "/account/disable")) {
            assertThat(ADMIN.send("POST", "/api/v1/contacts/" + WORLD.contactOf("disabled@example.test") + action)
                            .status())
                    .isEqualTo(200);
        }
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        World.await(held.rollback().eventually(holder::close));
        for (var answer : waiting) {
            assertThat(answer.get(60, TimeUnit.SECONDS)).isIn(204, 404);
        }
    }
}
