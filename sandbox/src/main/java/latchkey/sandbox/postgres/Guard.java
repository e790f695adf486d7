package latchkey.sandbox.postgres;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;

/**
 * A shell that waits for our end of a pipe to close, and then stops PostgreSQL. The system closes the pipe even when
 * this process is killed, so no server is left behind (sandbox/README.md).
 */
final class Guard implements AutoCloseable {

    // Ctrl-C reaches every process of the terminal: the guard ignores it, or PostgreSQL would stop before its users.
    private static final String SCRIPT = """
        trap '' INT TERM HUP
        read -r line
        if [ "$(head -n 1 "$2/postmaster.pid" 2>/dev/null)" = "$1" ]; then kill -INT "$1"; fi
        """;

    private final Process shell;

    private Guard(Process shell) {
        this.shell = shell;
    }

    static Guard start(long pid, Path cluster) throws IOException {
        return new Guard(
                new ProcessBuilder("sh", "-c", SCRIPT, "latchkey-guard", Long.toString(pid), cluster.toString())
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.DISCARD)
                        .start());
    }

    @Override
    public void close() throws IOException {
        shell.getOutputStream().close();
    }
}
