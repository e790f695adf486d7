package latchkey.database;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import latchkey.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits, at a start, for a PostgreSQL that is not up yet. Fails immediately if waiting can't help. */
final class DatabaseWait {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWait.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final DatabaseUrl url;
    private final Duration patience;
    private final long since = System.nanoTime();

    DatabaseWait(Vertx vertx, DatabaseUrl url, Duration patience) {
        this.vertx = vertx;
        this.url = url;
        this.patience = patience;
    }

    /**
     * The answer, once there is one. Fails with {@link ConfigException} if PostgreSQL refuses these settings, and with
     * the question's own failure when patience runs out.
     */
    <T> Future<T> ask(Supplier<Future<T>> question) {
        return ask(question, FIRST_PAUSE);
    }

    /** Poolers such as PgBouncer share a connection among many, and with it its settings and prepared statements. */
    static ConfigException behindPooler(String what) {
        return new ConfigException(
                "database.url",
                "leads to a pooler, such as PgBouncer, that " + what + " the settings of a connection",
                "connect to PostgreSQL itself; database.connections says how many connections a backend opens");
    }

    private <T> Future<T> ask(Supplier<Future<T>> question, Duration pause) {
        return question.get().recover(failure -> {
            if (failure.getCause() instanceof PgException refusal && SqlState.isAuthenticationFailure(refusal)) {
                return Future.failedFuture(new ConfigException(
                        "database.url",
                        "is refused by PostgreSQL (" + refusal.getErrorMessage() + ")",
                        "check the user, the password and the database name"));
            }
            if (failure.getCause() instanceof PgException refusal && SqlState.isProtocolFault(refusal)) {
                return Future.failedFuture(behindPooler("refuses"));
            }
            if (failure instanceof IllegalArgumentException && url.password().isEmpty()) {
                // What the client's SCRAM throws for a wrong password.
                return Future.failedFuture(new ConfigException(
                        "database.url",
                        "has no password, but PostgreSQL asks for one",
                        "write it like postgresql://user:password@host/db"));
            }
            if (!(failure instanceof DatabaseAway) || System.nanoTime() - since > patience.toNanos()) {
                return Future.failedFuture(failure);
            }
            // A JVM's first connection can take longer than connections may, on a busy machine.
            if (!pause.equals(FIRST_PAUSE)) {
                LOG.warn(
                        "PostgreSQL at {} can't be reached ({}); retrying in {} s",
                        url.places(),
                        failure.getCause() == null
                                ? failure.getMessage()
                                : failure.getCause().getMessage(),
                        pause.toSeconds());
            }
            var next = pause.multipliedBy(2);
            return vertx.timer(pause.toMillis(), TimeUnit.MILLISECONDS)
                    .compose(passed -> ask(question, next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE));
        });
    }
}
