package latchkey.sandbox.browser.app;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** A program of somebody else that clients sign in to, in a folder of its own. */
record Application(Process process, Path log) implements AutoCloseable {

    /** Waits until it listens. */
    static Application start(ProcessBuilder program, URI address) throws IOException {
        Path log = program.directory().toPath().resolve("application.log");
        var application = new Application(
                program.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
        await().atMost(60, SECONDS).until(() -> {
            assertThat(application.process().isAlive()).as(application.said()).isTrue();
            return listens(address);
        });
        return application;
    }

    private String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean listens(URI address) {
        try (var socket = new Socket(InetAddress.getByName(address.getHost()), address.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        var _ = process.onExit().orTimeout(60, SECONDS).join();
    }
}
