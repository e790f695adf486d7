package latchkey.database;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import latchkey.testing.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators read while PostgreSQL is away. */
class OutageTest {

    private static final String GONE = "PostgreSQL can't be reached, or not in time: ";

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final AtomicLong clock = new AtomicLong();
    private final Outage outage = new Outage(clock::get);

    @BeforeEach
    void listen() {
        log.start();
        Eventually.logger(Outage.class.getName()).setLevel(Level.INFO);
        Eventually.logger(Outage.class.getName()).addAppender(log);
    }

    @AfterEach
    void stop() {
        Eventually.logger(Outage.class.getName()).setLevel(null);
        Eventually.logger(Outage.class.getName()).detachAppender(log);
    }

    @Test
    void it_is_told_when_it_goes_once_a_minute_and_when_it_is_back() {
        for (int second = 0; second <= 90; second++) {
            lost();
            pass(1);
        }
        answered();
        assertThat(said()).hasSize(2).allMatch(line -> line.startsWith(GONE));
        pass(5);
        answered();
        answered();
        assertThat(said()).hasSize(3).last().isEqualTo("PostgreSQL answers again, after 90 s");
    }

    @Test
    void connections_that_are_lost_and_answer_by_turns_are_one_outage() {
        for (int i = 0; i < 1_000; i++) {
            lost();
            answered();
        }
        assertThat(said()).hasSize(1);
        pass(6);
        answered();
        assertThat(said()).hasSize(2);
    }

    @Test
    void until_it_answers_for_the_first_time_the_start_tells_why_it_waits() {
        var _ = outage.withoutConnection(new VertxException("Timeout"));
        assertThat(said()).isEmpty();
    }

    @Test
    void a_pool_that_is_in_use_is_no_outage() {
        answered();
        for (int i = 0; i < 1_000; i++) {
            assertThat(outage.withoutConnection(new VertxException("Timeout"))).isInstanceOf(DatabaseAway.class);
        }
        answered();
        assertThat(said())
                .containsExactly("No connection to PostgreSQL in time (Timeout): all are in use, or it doesn't answer");
        pass(60);
        var _ = outage.withoutConnection(new VertxException("Timeout"));
        assertThat(said()).hasSize(2);
    }

    private void lost() {
        assertThat(outage.watch(Future.failedFuture(ClosedConnectionException.INSTANCE), () -> false)
                        .cause())
                .isInstanceOf(DatabaseAway.class);
    }

    private void answered() {
        assertThat(outage.watch(Future.succeededFuture(1), () -> false).result())
                .isEqualTo(1);
    }

    private void pass(int seconds) {
        clock.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    /** Other tests log at the same time, from threads of theirs. */
    private List<String> said() {
        return List.copyOf(log.list).stream()
                .filter(event ->
                        event.getThreadName().equals(Thread.currentThread().getName()))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
