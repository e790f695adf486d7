package latchkey.event;

import static java.util.concurrent.TimeUnit.SECONDS;
import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a stream of changes ends. A clean end is one that the reader can tell from a broken connection. */
class ChangeStreamTest {

    /** A heartbeat, and something for a busy machine. */
    private static final long PATIENCE_SECONDS = 60;

    /** Less than a heartbeat. */
    private static final long SOON_SECONDS = 12;

    private final World world = World.start();
    private final StaffMembers staff = new StaffMembers(world);
    private final HttpClient client = world.vertx().createHttpClient();

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void it_ends_cleanly_when_the_backend_stops() throws Exception {
        staff.admin("admin@latchkey.test");
        var end = end(staff.token("admin@latchkey.test"));
        world.restart();
        end.get(PATIENCE_SECONDS, SECONDS);
    }

    @Test
    void it_ends_with_the_session_and_with_the_member() throws Exception {
        Browser admin = staff.newAdmin();
        staff.support("leaves@latchkey.test", "nz");
        UUID ended = staff.support("ended@latchkey.test", "nz");
        UUID renewed = staff.support("renewed@latchkey.test", "nz");
        String leaving = staff.token("leaves@latchkey.test");
        var signedOut = end(leaving);
        var memberEnded = end(staff.token("ended@latchkey.test"));
        var passwordChanged = end(staff.token("renewed@latchkey.test"));
        assertThat(staff.stranger()
                        .with("authorization", "Bearer " + leaving)
                        .send("DELETE", "/api/v1/session")
                        .status())
                .isEqualTo(204);
        assertThat(admin.send("DELETE", "/api/v1/staff/" + ended).status()).isEqualTo(204);
        var password = new JsonObject().put("token", staff.link(renewed)).put("password", World.PASSWORD + "!");
        assertThat(staff.stranger().post("/api/v1/activation", password).status())
                .isEqualTo(204);
        memberEnded.get(SOON_SECONDS, SECONDS);
        passwordChanged.get(SOON_SECONDS, SECONDS);
        signedOut.get(PATIENCE_SECONDS, SECONDS);
    }

    @Test
    void it_ends_at_once_where_the_member_may_see_less_and_goes_on_for_the_others() throws Exception {
        Browser admin = staff.newAdmin();
        UUID less = staff.support("less@latchkey.test", "au", "nz");
        staff.support("other@latchkey.test", "au", "nz");
        var other = end(staff.token("other@latchkey.test"));
        var changed = end(staff.token("less@latchkey.test"));
        assertThat(admin.raw("PATCH", "/api/v1/staff/" + less, "application/json", "{\"regions\":[\"au\"]}")
                        .status())
                .isEqualTo(200);
        changed.get(SOON_SECONDS, SECONDS);
        assertThat(other).isNotDone();
    }

    @Test
    void it_does_not_keep_a_session_from_becoming_idle() throws Exception {
        UUID id = staff.support("looks@latchkey.test", "nz");
        String token = staff.token("looks@latchkey.test");
        world.sql("update session set last_seen_at = now() - interval '11 hours' where subject = $1", id);
        var idle = end(token);
        assertThat(world.count("session where subject = $1 and last_seen_at > now() - interval '10 hours'", id))
                .isZero();
        // As if the twelfth hour were over now.
        world.sql("update session set last_seen_at = last_seen_at - interval '1 hour' where subject = $1", id);
        idle.get(PATIENCE_SECONDS, SECONDS);
        assertThat(staff.stranger()
                        .with("authorization", "Bearer " + token)
                        .get("/api/v1/regions")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void it_follows_a_change_of_regions_that_nobody_announced() {
        Browser admin = staff.newAdmin();
        UUID member = staff.support("moves@latchkey.test", "nz");
        UUID left = world.contact("nz", "left@example.test");
        UUID entered = world.contact("au", "entered@example.test");
        var lines = new CopyOnWriteArrayList<String>();
        end(staff.token("moves@latchkey.test"), chunk -> lines.add(chunk.toString()));
        eventually(() -> lines, told -> assertThat(told).anyMatch(line -> line.contains("still here")));
        lines.clear();
        // As if the announcement were lost.
        world.sql("update staff set regions = '{au}' where id = $1", member);
        eventually(() -> lines, told -> assertThat(told).anyMatch(line -> line.contains("still here")));

        change(admin, "/api/v1/contacts/" + left, new JsonObject().put("reference", "L-1"));
        change(admin, "/api/v1/contacts/" + entered, new JsonObject().put("reference", "E-1"));
        eventually(() -> lines, told -> assertThat(told).anyMatch(line -> line.contains(entered.toString())));
        assertThat(lines).noneMatch(line -> line.contains(left.toString()));
    }

    private static void change(Browser admin, String path, JsonObject change) {
        assertThat(admin.raw("PATCH", path, "application/json", change.encode()).status())
                .isEqualTo(200);
    }

    /** The end of a stream that has begun; fails if the connection breaks instead. */
    private CompletableFuture<Void> end(String token) {
        return end(token, chunk -> {});
    }

    @CanIgnoreReturnValue
    private CompletableFuture<Void> end(String token, Handler<Buffer> reader) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost("127.0.0.1")
                .setPort(world.backend().staffPort())
                .setURI("/api/v1/changes")
                .putHeader("authorization", "Bearer " + token);
        var end = new CompletableFuture<Void>();
        World.await(client.request(options)
                .compose(request -> request.send())
                .map(response -> response.handler(reader)
                        .endHandler(end::complete)
                        .exceptionHandler(end::completeExceptionally)));
        return end;
    }
}
