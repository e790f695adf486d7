package latchkey.bench.search;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import latchkey.bench.machine.Server;

/** The packaged admin UI, at the staff API of a backend. */
final class AdminSide implements AutoCloseable {

    private final Server server;
    private final String url;

    private AdminSide(Server server, String url) {
        this.server = server;
        this.url = url;
    }

    static AdminSide start(Place place, StaffSide staff) throws IOException {
        Path folder = Files.createDirectories(place.target().resolve("admin-ui"));
        unpack(archive(place), folder);
        int port = Server.freePort();
        String url = "http://localhost:" + port;
        var environment = Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "LATCHKEY_STAFF_URL", staff.url(),
                "LATCHKEY_ADMIN_URL", url,
                "LATCHKEY_ADMIN_PORT", Integer.toString(port));
        var command = List.of(folder.resolve("bin/latchkey-admin-ui").toString());
        var server = Server.start(
                command, environment, place.target().resolve("admin-ui.log"), URI.create(url + "/sign-in"));
        return new AdminSide(server, url);
    }

    String url() {
        return url;
    }

    Server server() {
        return server;
    }

    @Override
    public void close() {
        server.close();
    }

    private static Path archive(Place place) throws IOException {
        try (var files = Files.list(place.project().resolve("admin-ui/target"))) {
            return files.filter(file -> file.toString().endsWith(".tar.gz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("There is no archive of the admin UI: run ./latchkey package"));
        }
    }

    private static void unpack(Path archive, Path folder) throws IOException {
        var command = List.of("tar", "-xzf", archive.toString(), "-C", folder.toString(), "--strip-components=1");
        try {
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new IOException("tar could not unpack " + archive);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
