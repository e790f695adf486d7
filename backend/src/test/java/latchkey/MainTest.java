package latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import latchkey.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** What whoever starts the process reads, where it can't start; with the logging of production. */
class MainTest {

    private record Ended(int status, String output) {}

    @Test
    void a_setting_that_postgresql_refuses_is_one_sentence() throws Exception {
        Ended ended = run(Map.of("LATCHKEY_DATABASE_URL", TestDatabase.create().url() + "_gone"));
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.output())
                .contains("Configuration: database.url is refused")
                .doesNotContain("\tat ");
    }

    @Test
    void the_regions_of_the_sandbox_are_one_sentence_where_mails_go_elsewhere() throws Exception {
        Ended ended = run(Map.of(
                "LATCHKEY_DATABASE_URL",
                TestDatabase.create().url(),
                "LATCHKEY_MAIL_URL",
                "smtp://mail.builder.example:587"));
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.output())
                .startsWith("Configuration: regions.au.url is the sandbox's")
                .hasLineCount(1);
    }

    @Test
    void a_port_that_is_taken_is_one_sentence() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ended ended = run(Map.of(
                    "LATCHKEY_DATABASE_URL", TestDatabase.create().url(),
                    "LATCHKEY_PORTAL_PORT", Integer.toString(taken.getLocalPort())));
            assertThat(ended.status()).isEqualTo(2);
            assertThat(ended.output())
                    .contains("Configuration: portal.port can't be listened on", "in use")
                    .doesNotContain("\tat ");
        }
    }

    private static Ended run(Map<String, String> others) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-Dlogback.configurationFile=" + Path.of("..", "config", "logback.xml"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "latchkey.Main")
                .redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.putAll(Map.of(
                "LATCHKEY_SECRET", "a secret for tests, longer than 32 bytes",
                "LATCHKEY_MAIL_URL", "smtp://127.0.0.1:1",
                "LATCHKEY_PORTAL_PORT", "0",
                "LATCHKEY_STAFF_PORT", "0",
                "LATCHKEY_MANAGEMENT_PORT", "0"));
        environment.putAll(others);
        Process process = builder.start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), output);
        } finally {
            process.destroyForcibly();
        }
    }
}
