package latchkey.staff;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import latchkey.config.ConfigException;
import latchkey.database.DatabaseAway;
import latchkey.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** What the command line is told where nobody can be added. {@code StaffRoutesTest} adds somebody. */
class AddStaffTest {

    private static final TestDatabase DATABASE = TestDatabase.create();

    @Test
    void a_database_that_stays_away_ends_it_in_seconds() {
        assertThatThrownBy(() -> add("postgresql://postgres@127.0.0.1:1/latchkey"))
                .isInstanceOf(DatabaseAway.class);
    }

    @Test
    void a_database_that_does_not_exist_is_named() {
        assertThatThrownBy(() -> add(DATABASE.url() + "_gone"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("database.url")
                .hasMessageContaining("does not exist");
    }

    private static String add(String url) throws Exception {
        return AddStaff.run(
                DATABASE.settings().with(Map.of("database.url", url)), "first@latchkey.test", "First Admin");
    }
}
