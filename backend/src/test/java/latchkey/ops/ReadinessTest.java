package latchkey.ops;

import static latchkey.testing.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import latchkey.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ReadinessTest {

    private static final Future<Duration> NEVER = Promise.<Duration>promise().future();

    private final TestDatabase database = TestDatabase.create();

    @Test
    void while_staff_keep_their_connections_busy_clients_are_sent_here_all_the_same(Vertx vertx) {
        var readiness = new Readiness(database.pool(vertx), () -> NEVER);
        assertThat(await(readiness.check())).isEqualTo(new Readiness.Report(true, false, 0));
    }

    @Test
    void a_mail_that_waits_is_told_and_turns_nobody_away(Vertx vertx) {
        var readiness = new Readiness(database.pool(vertx), () -> Future.succeededFuture(Duration.ofHours(1)));
        var report = await(readiness.check());
        assertThat(report.isReady()).isTrue();
        assertThat(report.toJson().getJsonObject("outbox").getBoolean("late")).isTrue();
    }

    @Test
    void who_stops_is_not_ready(Vertx vertx) {
        var readiness = new Readiness(database.pool(vertx), () -> NEVER);
        readiness.stopping();
        assertThat(await(readiness.check()).isReady()).isFalse();
    }
}
