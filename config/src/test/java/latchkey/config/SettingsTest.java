package latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @TempDir
    Path folder;

    @Test
    void the_shipped_file_holds_the_defaults() {
        Settings settings = Settings.read(Map.of());
        assertThat(settings.port("portal.port")).isEqualTo(8080);
        assertThat(settings.duration("invitation.validity")).isEqualTo(Duration.ofDays(7));
        assertThat(settings.limit("limits.sign-in-by-account-and-network"))
                .isEqualTo(new Limit(10, Duration.ofMinutes(15)));
        assertThat(settings.regions()).contains("au", "nz", "us");
    }

    @Test
    void the_environment_wins_over_the_file_and_the_file_over_the_default() throws IOException {
        Path file = write("portal:\n  port: 1\nstaff:\n  port: 2\n");
        Settings settings = Settings.read(Map.of("LATCHKEY_CONFIG", file.toString(), "LATCHKEY_PORTAL_PORT", "3"));
        assertThat(settings.port("portal.port")).isEqualTo(3);
        assertThat(settings.port("staff.port")).isEqualTo(2);
        assertThat(settings.port("admin.port")).isEqualTo(8082);
    }

    @Test
    void what_is_written_in_the_file_stays_as_it_was_written() throws IOException {
        Path file = write("""
            builder: yes
            retention:
              events: off
              links: ~
            regions:
              on: {name: Ontario, support: 0416}
              no: {name: Norge, support: 12:30:45}
              yk: {name: 1e3}
            """);
        Settings settings = Settings.read(Map.of("LATCHKEY_CONFIG", file.toString()));
        assertThat(settings.regions()).containsExactly("no", "on", "yk");
        assertThat(settings.text("builder")).isEqualTo("yes");
        assertThat(settings.durationOrOff("retention.events")).isEmpty();
        assertThat(settings.text("retention.links")).isEqualTo("~");
        assertThat(settings.text("regions.on.support")).isEqualTo("0416");
        assertThat(settings.text("regions.no.support")).isEqualTo("12:30:45");
        assertThat(settings.text("regions.yk.name")).isEqualTo("1e3");
    }

    @Test
    void a_secret_can_come_from_a_file() throws IOException {
        Path file = write("from-a-file\n");
        Settings settings = Settings.read(Map.of("LATCHKEY_SECRET_FILE", file.toString()));
        assertThat(settings.secret("secret").value()).isEqualTo("from-a-file");
    }

    @Test
    void a_file_that_can_not_be_read_is_named_with_the_reason() throws IOException {
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> Settings.read(Map.of("LATCHKEY_SECRET_FILE", missing.toString())))
                .hasMessage("Configuration: LATCHKEY_SECRET_FILE names " + missing
                        + ", which can't be read (there is no such file); name a readable file.");
        assertThatThrownBy(() -> Settings.read(Map.of("LATCHKEY_MAIL_URL_FILE", folder.toString())))
                .hasMessage("Configuration: LATCHKEY_MAIL_URL_FILE names " + folder
                        + ", which can't be read (it is a directory); name a readable file.");
        Path bytes = Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xC3, 'h', 'u', 'n', 't', 'e', 'r', '2'});
        assertThatThrownBy(() -> Settings.read(Map.of("LATCHKEY_SECRET_FILE", bytes.toString())))
                .hasMessage("Configuration: LATCHKEY_SECRET_FILE names " + bytes
                        + ", which can't be read (it is not text in UTF-8); name a readable file.");
        assertThatThrownBy(() -> Settings.read(Map.of("LATCHKEY_SECRET_FILE", "")))
                .hasMessage("Configuration: LATCHKEY_SECRET_FILE is empty; name a readable file.");
        assertThatThrownBy(() -> Settings.read(Map.of("LATCHKEY_CONFIG", missing.toString())))
                .hasMessageContaining("which can't be read (there is no such file)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://latchkey:hunter2@db.example/latchkey",
                "hunter2",
                "/hunter2",
                "/hunter2/and+more=",
                "hunter2hunter2hunter2hunter2hunter2hunter2hunter2hunter2hunter2hunter2hunter2hunter2hunter2hunter2hunter2"
            })
    void a_secret_where_its_file_is_asked_for_is_not_repeated(String secret) {
        assertThatThrownBy(() -> Settings.read(Map.of("LATCHKEY_SECRET_FILE", secret)))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains("LATCHKEY_SECRET_FILE names a file, which can't be read (")
                .doesNotContain("hunter2");
    }

    @Test
    void an_application_comes_from_the_file_or_the_environment_and_its_secret_from_a_file() throws IOException {
        assertThat(Settings.read(Map.of()).apps()).isEmpty();
        Path secret = write("from-a-file\n");
        Settings settings = Settings.read(Map.of(
                "LATCHKEY_APPS_MYHOME_REDIRECT_URLS",
                "https://home.example/callback",
                "LATCHKEY_APPS_MYHOME_SECRET_FILE",
                secret.toString()));
        assertThat(settings.apps()).containsExactly("myhome");
        assertThat(settings.list("apps.myhome.redirect-urls")).containsExactly("https://home.example/callback");
        assertThat(settings.secret("apps.myhome.secret").value()).isEqualTo("from-a-file");
        assertThat(settings.fault("apps.myhome.secret", "is too short", "take a longer one"))
                .hasMessageNotContaining("from-a-file");
        Path file = write("apps:\n  myhome:\n    name: My Home\n");
        assertThat(Settings.read(Map.of("LATCHKEY_CONFIG", file.toString())).text("apps.myhome.name"))
                .isEqualTo("My Home");
        assertThatThrownBy(() -> Settings.read(Map.of("LATCHKEY_APPS_MYHOME_COLOUR", "red")))
                .hasMessageContaining("LATCHKEY_APPS_MYHOME_COLOUR is not a known key");
    }

    @Test
    void the_environment_can_add_a_region() {
        Settings settings = Settings.read(Map.of("LATCHKEY_REGIONS_FJ_URL", "https://fj.example"));
        assertThat(settings.regions())
                .contains("fj")
                .containsAll(Settings.read(Map.of()).regions());
        assertThat(settings.text("regions.fj.url")).isEqualTo("https://fj.example");
    }

    @Test
    void regions_of_a_file_replace_the_shipped_ones() throws IOException {
        Path file = write("regions:\n  fj:\n    name: Fiji\n");
        assertThat(Settings.read(Map.of("LATCHKEY_CONFIG", file.toString())).regions())
                .containsExactly("fj");
    }

    @Test
    void an_unknown_key_is_named() throws IOException {
        Path file = write("portal:\n  prot: 1\n");
        assertThatThrownBy(() -> Settings.read(Map.of("LATCHKEY_CONFIG", file.toString())))
                .hasMessage("Configuration: portal.prot is not a known key; config/latchkey.yaml lists every key.");
        assertThatThrownBy(() -> Settings.read(Map.of("LATCHKEY_PORTAL_PROT", "1")))
                .hasMessageContaining("LATCHKEY_PORTAL_PROT is not a known key");
        assertThatThrownBy(() -> Settings.read(Map.of("LATCHKEY_REGIONS_AU_COLOR", "1")))
                .hasMessageContaining("LATCHKEY_REGIONS_AU_COLOR is not a known key");
    }

    @Test
    void what_an_orchestrator_says_of_its_services_is_no_setting() {
        Settings settings = Settings.read(Map.ofEntries(
                Map.entry("LATCHKEY_BACKEND_PORT", "tcp://10.0.0.1:8080"),
                Map.entry("LATCHKEY_BACKEND_SERVICE_HOST", "10.0.0.1"),
                Map.entry("LATCHKEY_BACKEND_SERVICE_PORT", "8080"),
                Map.entry("LATCHKEY_BACKEND_SERVICE_PORT_HTTP", "8080"),
                Map.entry("LATCHKEY_BACKEND_PORT_8080_TCP", "tcp://10.0.0.1:8080"),
                Map.entry("LATCHKEY_BACKEND_PORT_8080_TCP_ADDR", "10.0.0.1"),
                Map.entry("LATCHKEY_BACKEND_PORT_8080_TCP_PORT", "8080"),
                Map.entry("LATCHKEY_BACKEND_PORT_8080_TCP_PROTO", "tcp"),
                Map.entry("LATCHKEY_SERVICE_HOST", "10.0.0.1"),
                Map.entry("LATCHKEY_PORT", "tcp://10.0.0.1:8080"),
                Map.entry("LATCHKEY_PORTAL_PORT", "tcp://10.0.0.1:8080")));
        assertThat(settings.port("portal.port")).isEqualTo(8080);
    }

    @Test
    void a_wrong_value_is_explained() {
        Settings settings = Settings.read(Map.of(
                "LATCHKEY_PORTAL_PORT", "99999",
                "LATCHKEY_RESET_VALIDITY", "soon",
                "LATCHKEY_LIMITS_RESET_BY_NETWORK", "many"));
        assertThatThrownBy(() -> settings.port("portal.port"))
                .hasMessage("Configuration: portal.port is out of range (99999); "
                        + "a whole number from 0 to 65535 is allowed.");
        assertThatThrownBy(() -> settings.duration("reset.validity"))
                .hasMessageContaining("reset.validity is not a duration (soon)");
        assertThatThrownBy(() -> settings.limit("limits.reset-by-network"))
                .hasMessageContaining("limits.reset-by-network is not a limit (many)");
    }

    @Test
    void a_duration_can_have_a_bound() {
        Settings settings = Settings.read(Map.of("LATCHKEY_PASSWORD_WAIT", "2s"));
        assertThat(settings.duration("password.wait", "2s")).hasSeconds(2);
        assertThatThrownBy(() -> settings.duration("password.wait", "1500ms"))
                .hasMessage("Configuration: password.wait is too long (2s); at most 1500ms is allowed.");
    }

    @Test
    void no_region_is_called_staff() {
        var settings = Settings.read(Map.of("LATCHKEY_REGIONS_STAFF_URL", "https://staff.example"));
        assertThatThrownBy(settings::regions).hasMessageContaining("regions.staff is reserved");
    }

    @Test
    void a_limit_can_be_off() throws IOException {
        Path file = write("limits:\n  reset-by-network: off\n");
        assertThat(Settings.read(Map.of("LATCHKEY_CONFIG", file.toString())).limit("limits.reset-by-network"))
                .isEqualTo(Limit.OFF);
    }

    @Test
    void a_secret_never_appears_in_an_error() throws IOException {
        Settings settings = Settings.read(Map.of("LATCHKEY_DATABASE_URL", "mysql://me:hunter2@there/db"));
        assertThatThrownBy(() -> settings.uri("database.url", "postgresql"))
                .hasMessageContaining("database.url")
                .hasMessageNotContaining("hunter2");
        Path file = write("secret: \"hunter2\n");
        assertThatThrownBy(() -> Settings.read(Map.of("LATCHKEY_CONFIG", file.toString())))
                .hasMessageContaining("is not YAML")
                .hasMessageNotContaining("hunter2");
        assertThat(settings.secret("database.url").toString()).doesNotContain("hunter2");
    }

    private Path write(String content) throws IOException {
        return Files.writeString(folder.resolve("file.yaml"), content);
    }
}
