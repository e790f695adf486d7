package latchkey.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import latchkey.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The units of config/systemd, against what the programs do and the packages bring. */
class UnitsTest {

    private static final Path CONFIG = Path.of("../config");
    private static final Pattern CREDENTIAL = Pattern.compile("LoadCredential=([a-z-]+):/etc/latchkey/([a-z-]+)\n");

    @ParameterizedTest
    @ValueSource(strings = {"latchkey-backend", "latchkey-admin-ui"})
    void systemd_finds_little_that_a_program_could_do_beyond_its_work(String name) throws Exception {
        Program.Ended judged = Program.named("systemd-analyze")
                .run(
                        "security",
                        "--offline=true",
                        "--no-pager",
                        "--threshold=20",
                        unit(name).toString());
        assertThat(judged.output()).contains("Overall exposure level for " + name);
        assertThat(judged.status()).as(judged.output()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"backend", "admin-ui"})
    void a_unit_runs_what_the_package_brings_as_the_user_that_it_makes(String part) throws IOException {
        String unit = Files.readString(unit("latchkey-" + part));
        assertThat(unit)
                .contains("\nUser=latchkey-" + part + "\n")
                .contains("\nExecStart=/opt/latchkey/" + part + "/bin/latchkey-" + part + "\n")
                .contains("\nEnvironmentFile=-/etc/latchkey/" + part + ".env\n")
                // What main ends with for a fault of the configuration.
                .contains("\nRestartPreventExitStatus=2\n");
        assertThat(Files.readString(CONFIG.resolve("debian/" + part + "/postinst")))
                .contains(" latchkey-" + part + "\n");
        assertThat(CONFIG.resolve("debian/" + part + ".env")).exists();
        assertThat(CONFIG.resolve("bin/latchkey-" + part)).exists();
    }

    @Test
    void a_backend_ends_before_the_postgresql_of_its_machine() throws IOException {
        assertThat(Files.readString(unit("latchkey-backend"))).containsPattern("\nAfter=.*\\bpostgresql\\.service\n");
    }

    /** systemd doesn't start a unit whose credential is missing. */
    @Test
    void every_credential_is_a_file_that_the_package_makes_and_a_key_that_is_known() throws IOException {
        String unit = Files.readString(unit("latchkey-backend"));
        String made = Files.readString(CONFIG.resolve("debian/backend/postinst"));
        List<MatchResult> credentials = CREDENTIAL.matcher(unit).results().toList();
        assertThat(credentials).hasSize(4);
        for (MatchResult credential : credentials) {
            String name = credential.group(1);
            assertThat(credential.group(2)).isEqualTo(name);
            assertThat(made).containsPattern("secret " + name + "( |\n)");
            String variable = "LATCHKEY_" + name.toUpperCase(Locale.ROOT).replace('-', '_') + "_FILE";
            assertThat(unit).contains("\nEnvironment=" + variable + "=%d/" + name + "\n");
            assertThat(Settings.read(Map.of(variable, "/dev/null"))).isNotNull();
        }
    }

    /** As long as Main waits for PostgreSQL at the start, and for requests at the end. */
    @Test
    void a_start_and_a_stop_have_the_time_that_they_may_take() throws IOException {
        String unit = Files.readString(unit("latchkey-backend"));
        assertThat(number(unit, "TimeoutStartSec=(\\d+)min\n")).isGreaterThan(5);
        assertThat(number(unit, "TimeoutStopSec=(\\d+)\n"))
                .isGreaterThan(Settings.read(Map.of()).pause("shutdown.drain").toSeconds() + 12);
    }

    private static long number(String unit, String pattern) {
        var found = Pattern.compile(pattern).matcher(unit);
        assertThat(found.find()).as(pattern).isTrue();
        return Long.parseLong(found.group(1));
    }

    private static Path unit(String name) {
        return CONFIG.resolve("systemd/" + name + ".service");
    }
}
