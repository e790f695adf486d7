package latchkey.database;

import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import latchkey.config.ConfigException;
import latchkey.testing.Cable;
import latchkey.testing.Eventually;
import latchkey.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A backend that starts before its database, or with the wrong address of it. */
@ExtendWith(VertxExtension.class)
class DatabaseWaitTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void a_database_that_comes_later_is_waited_for_and_the_log_says_so(Vertx vertx) throws Exception {
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        Eventually.logger(DatabaseWait.class.getName()).addAppender(log);
        try (var cable = Cable.to(URI.create(DATABASE.url()).getPort())) {
            cable.cut();
            var url = DATABASE.url().replaceAll(":\\d+/", ":" + cable.port() + "/");
            Future<Integer> migrated = migrate(vertx, url, LONG);
            eventually(
                    () -> List.copyOf(log.list),
                    said -> assertThat(said)
                            .extracting(ILoggingEvent::getFormattedMessage)
                            .anySatisfy(message -> assertThat(message)
                                    .startsWith("PostgreSQL at localhost:" + cable.port() + " can't be reached (")
                                    .endsWith("; retrying in 2 s")));
            assertThat(log.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .noneMatch(message -> message.endsWith("; retrying in 1 s"));
            assertThat(migrated.isComplete()).isFalse();
            cable.join();
            assertThat(migrated.await(20, TimeUnit.SECONDS)).isZero();
        } finally {
            Eventually.logger(DatabaseWait.class.getName()).detachAppender(log);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/latchkey_\\d+, /nowhere, database \"nowhere\" does not exist",
        "postgres@, nobody@, role \"nobody\" does not exist"
    })
    void a_wrong_address_is_said_at_once(String part, String wrong, String told, Vertx vertx) {
        Future<Integer> refused = migrate(vertx, DATABASE.url().replaceFirst(part, wrong), LONG);
        assertThatThrownBy(() -> refused.await(20, TimeUnit.SECONDS))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Configuration: database.url is refused by PostgreSQL (" + told
                        + "); check the user, the password and the database name.");
    }

    @Test
    void a_password_that_is_missing_is_said_at_once(Vertx vertx) {
        DATABASE.execute("""
            create role asked login;
            create temporary table rule (line text);
            insert into rule values ('host all asked all scram-sha-256');
            insert into rule select regexp_split_to_table(pg_read_file(current_setting('hba_file')), '\n');
            do $$ begin
                execute format('copy rule to %L', current_setting('hba_file'));
            end $$;
            select pg_reload_conf()
            """);
        Future<Integer> refused = migrate(vertx, DATABASE.url().replace("postgres@", "asked@"), LONG);
        assertThatThrownBy(() -> refused.await(20, TimeUnit.SECONDS))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("database.url has no password, but PostgreSQL asks for one");
    }

    @Test
    void patience_ends(Vertx vertx) {
        Future<Integer> away = migrate(vertx, "postgresql://postgres@127.0.0.1:1/latchkey", Duration.ZERO);
        assertThatThrownBy(() -> away.await(20, TimeUnit.SECONDS)).isInstanceOf(DatabaseAway.class);
    }

    private static Future<Integer> migrate(Vertx vertx, String url, Duration patience) {
        var database = new Database(DATABASE.settings().with(Map.of("database.url", url)));
        return database.migrate(vertx, database.staffPool(vertx), patience);
    }
}
