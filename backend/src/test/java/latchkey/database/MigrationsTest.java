package latchkey.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import latchkey.config.ConfigException;
import latchkey.testing.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** A backend starts on whatever database it is given, or says in a sentence why it can't. */
class MigrationsTest {

    private final TestDatabase made = TestDatabase.create();

    @Test
    void a_database_of_this_version_is_left_as_it_is() {
        assertThat(new Database(made.settings()).migrate()).isZero();
    }

    @Test
    void an_empty_database_gets_its_tables() {
        assertThat(empty("empty").migrate()).isPositive();
    }

    @Test
    void tables_of_an_earlier_version_end_the_start_with_a_sentence() {
        made.execute("""
            update flyway_schema_history set checksum = 1 where version = '1';
            insert into flyway_schema_history
                (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
            values (90, '20', 'staff api', 'SQL', 'V20__staff_api.sql', 1, 'latchkey', 1, true)
            """);
        assertThatThrownBy(() -> new Database(made.settings()).migrate())
                .isInstanceOf(Database.OtherTables.class)
                .hasMessage(
                        "Configuration: database.url holds tables that an earlier or a different version of Latchkey"
                                + " made; use an empty database, or the version that made the tables.");
    }

    @Test
    void tables_that_are_not_latchkeys_end_the_start_with_a_sentence() {
        Database other = empty("other");
        TestDatabase.at("migrations_other").execute("create table invoice (id int)");
        assertThatThrownBy(other::migrate)
                .isInstanceOf(Database.OtherTables.class)
                .hasMessageContaining("database.url holds tables that Latchkey did not make");
    }

    @Test
    void going_back_one_version_needs_nothing_but_the_older_archive() {
        made.execute("""
            insert into flyway_schema_history
                (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
            values (90, '999', 'of the next version', 'SQL', 'V999__of_the_next_version.sql', 1, 'latchkey', 1, true)
            """);
        assertThat(new Database(made.settings()).migrate()).isZero();
    }

    /** Otherwise everybody who signs in would wait behind the migration for as long as it waits. */
    @Test
    void a_table_that_somebody_uses_for_long_ends_the_start_with_a_sentence() throws SQLException {
        Database database = empty("used");
        DataSource source = TestDatabase.at("migrations_used").source();
        var older = Flyway.configure().dataSource(source).target("2").load();
        assertThat(older.migrate().migrationsExecuted).isEqualTo(2);
        try (var importing = source.getConnection();
                var statement = importing.createStatement()) {
            importing.setAutoCommit(false);
            statement.execute("lock table contact in row exclusive mode");
            assertThatThrownBy(database::migrate)
                    .isInstanceOf(Database.TablesInUse.class)
                    .hasMessageContaining("start again in a moment");
            importing.rollback();
        }
        assertThat(database.migrate()).isPositive();
    }

    @Test
    void a_role_without_rights_ends_the_start_with_a_sentence() {
        Database database = empty("denied");
        TestDatabase.at("migrations_denied").execute("""
            do $$ begin
                if not exists (select from pg_roles where rolname = 'without_rights') then
                    create role without_rights login;
                end if;
            end $$
            """);
        var settings = made.settings()
                .with(Map.of(
                        "database.url",
                        made.url().replace("postgres@", "without_rights@").replaceAll("[^/]+$", "migrations_denied")));
        assertThatThrownBy(() -> new Database(settings).migrate())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("names a role that isn't allowed to create tables in its database");
        assertThat(database.migrate()).isPositive();
    }

    private Database empty(String name) {
        made.execute("drop database if exists migrations_" + name);
        made.execute("create database migrations_" + name + " template template0");
        return new Database(made.settings()
                .with(Map.of("database.url", made.url().replaceAll("[^/]+$", "migrations_" + name))));
    }
}
