package latchkey.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** config/debian, with a systemctl that knows one unit and only says what it was asked. */
class MaintainerScriptsTest {

    @TempDir
    private Path machine;

    /** An upgrade whose new version doesn't start leaves a failed unit, which try-restart passes over. */
    @ParameterizedTest
    @CsvSource({
        "backend, enabled, failed, restart",
        "backend, enabled, active, try-restart",
        "backend, disabled, failed, try-restart",
        "admin-ui, enabled, failed, restart",
        "admin-ui, enabled, active, try-restart",
        "admin-ui, disabled, failed, try-restart"
    })
    void going_back_starts_what_the_newer_version_left_failed(
            String part, String enabled, String state, String expected) throws Exception {
        program("adduser", "");
        program("chgrp", "");
        program(
                "systemctl",
                "case $2 in is-enabled) [ " + enabled + " = enabled ];; is-failed) [ " + state
                        + " = failed ];; *) echo \"$@\";; esac");
        Files.createDirectories(machine.resolve("run/systemd/system"));
        Files.createFile(
                Files.createDirectories(machine.resolve("etc/latchkey")).resolve("latchkey.yaml"));
        String script = Files.readString(Path.of("../config/debian/" + part + "/postinst"))
                .replace("/run/systemd", machine + "/run/systemd")
                .replace("/etc/latchkey", machine + "/etc/latchkey");
        assertThat(run(script)).containsExactly("daemon-reload", expected + " latchkey-" + part + ".service");
    }

    private void program(String name, String body) throws IOException {
        Path file = Files.writeString(machine.resolve(name), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<String> run(String script) throws IOException, InterruptedException {
        Path file = Files.writeString(machine.resolve("postinst"), script);
        var builder = new ProcessBuilder("/bin/sh", file.toString(), "configure").redirectErrorStream(true);
        builder.environment().merge("PATH", machine.toString(), (path, own) -> own + ":" + path);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }
}
