package latchkey.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** config/bin, with a Java that only says that it was started. */
class StartScriptsTest {

    @TempDir
    private Path java;

    @ParameterizedTest
    @ValueSource(strings = {"latchkey-backend", "latchkey-admin-ui"})
    void an_older_java_is_one_sentence_that_names_the_one_that_is_needed(String script) throws Exception {
        Program.Ended older = start(script, "17.0.12");
        assertThat(older.status()).isEqualTo(2);
        assertThat(older.output())
                .startsWith("Latchkey needs Java 25 or newer, but ")
                .contains(" is Java 17: install a newer one, or set JAVA_HOME.")
                .hasLineCount(1);
        assertThat(start(script, "25.0.1").output()).contains("started");
    }

    /** Where memory has run out, nothing that a process does can be relied on. */
    @ParameterizedTest
    @ValueSource(strings = {"latchkey-backend", "latchkey-admin-ui"})
    void a_process_without_memory_ends_and_is_started_again(String script) throws Exception {
        assertThat(start(script, "25.0.1").output()).contains(" -XX:+ExitOnOutOfMemoryError ");
    }

    /** Whoever types a command has none of what systemd gives the unit. */
    @Test
    void a_command_that_is_typed_has_what_the_unit_is_given() throws Exception {
        makeJava("25.0.1");
        Files.writeString(
                java.resolve("backend.env"),
                String.join(
                        "\n",
                        "# JAVA_HOME=/nowhere",
                        "",
                        "JAVA_HOME=" + java,
                        "JAVA_OPTS='-Done=1 -Dtwo=2'",
                        "LATCHKEY_SECRET=ends=in==",
                        "  LATCHKEY_PORTAL_PORT=8090",
                        "LATCHKEY_MAIL_URL=\"$(id) `id` ; id\"",
                        "LATCHKEY_DATABASE_URL_FILE=/of/the/unit",
                        "home=/nowhere",
                        "LATCHKEY_BIND=10.1.0.11"));
        String script = Files.readString(Path.of("../config/bin/latchkey-backend"))
                .replace(
                        "/etc/latchkey/backend.env", java.resolve("backend.env").toString());
        Path typed = Files.writeString(java.resolve("bin/latchkey-backend"), script);
        var builder = new ProcessBuilder("/bin/sh", typed.toString(), "calibrate").redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("LATCHKEY_") || name.startsWith("JAVA_"));
        builder.environment().put("LATCHKEY_BIND", "127.0.0.2");
        builder.environment().put("LATCHKEY_DATABASE_URL", "of the command");
        assertThat(end(builder).output())
                .as("options of the unit, such as a debugger's port, are its own")
                .doesNotContain("-Done=1")
                .contains("\nLATCHKEY_PORTAL_PORT=8090\n", "\nLATCHKEY_MAIL_URL=$(id) `id` ; id\n")
                .contains("\nLATCHKEY_DATABASE_URL=of the command\n")
                .doesNotContain("/of/the/unit", "/nowhere")
                .contains("\nLATCHKEY_SECRET=ends=in==\n")
                .contains("\nLATCHKEY_BIND=127.0.0.2\n");
    }

    private Program.Ended start(String script, String version) throws IOException, InterruptedException {
        makeJava(version);
        var builder = new ProcessBuilder("/bin/sh", "../config/bin/" + script).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", java.toString());
        return end(builder);
    }

    private void makeJava(String version) throws IOException {
        Path program = Files.createDirectories(java.resolve("bin")).resolve("java");
        Files.writeString(program, "#!/bin/sh\necho started \"$@\"\nenv\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    }

    private static Program.Ended end(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Program.Ended(process.waitFor(), output);
    }
}
