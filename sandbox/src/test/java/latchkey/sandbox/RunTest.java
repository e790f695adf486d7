package latchkey.sandbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole sandboxes, started and ended in every way. */
@Tag("extended")
class RunTest {

    @TempDir
    Path data;

    @Test
    void a_second_start_has_what_the_first_one_had() throws Exception {
        String secret;
        try (var first = SandboxProcess.start(data)) {
            TestMail.send(first.smtpPort(), "fern@example.test", "Kept", "<p>Kept</p>");
            secret = java.nio.file.Files.readString(data.resolve("secret"));
        }
        try (var second = SandboxProcess.start(data)) {
            assertThat(second.get(second.port("Mailbox"), "/messages?to=fern@example.test"))
                    .contains("\"subject\":\"Kept\"");
            assertThat(data.resolve("secret")).hasContent(secret);
        }
    }

    @Test
    void sigterm_stops_every_part_within_ten_seconds() throws Exception {
        try (var sandbox = SandboxProcess.start(data)) {
            assertThat(sandbox.get(sandbox.port("Health"), "/health/ready")).contains("true");
            ProcessHandle postgres = sandbox.postgres();
            sandbox.terminate();
            assertThat(sandbox.endsWithin(10)).isTrue();
            assertThat(postgres.onExit()).succeedsWithin(2, SECONDS);
        }
    }

    @Test
    void killed_it_takes_its_postgresql_along() throws Exception {
        try (var sandbox = SandboxProcess.start(data)) {
            ProcessHandle postgres = sandbox.postgres();
            sandbox.kill();
            assertThat(postgres.onExit()).succeedsWithin(10, SECONDS);
        }
    }

    @Test
    void a_postgresql_that_was_left_running_is_not_in_the_way_of_the_next_start() throws Exception {
        try (var killed = SandboxProcess.start(data)) {
            ProcessHandle left = killed.postgres();
            killed.killWithGuard();
            assertThat(left.isAlive()).isTrue();
            try (var next = SandboxProcess.start(data)) {
                assertThat(left.isAlive()).isFalse();
                assertThat(next.get(next.port("Health"), "/health/ready")).contains("true");
            }
        }
    }
}
