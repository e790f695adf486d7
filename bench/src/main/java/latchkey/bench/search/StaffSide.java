package latchkey.bench.search;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import latchkey.bench.load.Request;
import latchkey.bench.machine.Postgres;
import latchkey.bench.machine.Server;

/** The packaged backend on a database of its own, and a staff member who is signed in to it. */
final class StaffSide implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final Duration TOKEN_WORKS = Duration.ofMinutes(4);
    private static final String HOST = "localhost";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Place place;
    private final Server server;
    private final int port;
    private String token = "";
    private long signedInAt;

    private StaffSide(Place place, Server server, int port) {
        this.place = place;
        this.server = server;
        this.port = port;
    }

    /** Fills a database with contacts, and starts a backend on it. Its mails go nowhere. */
    static StaffSide start(Place place, Postgres postgres, String database, int contacts) throws IOException {
        var _ = postgres.with(database);
        launch(place, postgres, database).close(); // brings the database up to date
        People.fill(postgres, database, contacts);
        postgres.execute(
                database,
                "insert into staff (id, email, name, role, password) values (gen_random_uuid(), '" + Place.EMAIL
                        + "', 'Sandy Staff', 'admin', '" + place.hash() + "')");
        return launch(place, postgres, database);
    }

    private static StaffSide launch(Place place, Postgres postgres, String database) throws IOException {
        int port = Server.freePort();
        int management = Server.freePort();
        var environment = Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "LATCHKEY_DATABASE_URL", postgres.url(database),
                "LATCHKEY_MAIL_URL", "smtp://127.0.0.1:" + Server.freePort(),
                "LATCHKEY_SECRET", "only for load tests on this machine, never elsewhere",
                "LATCHKEY_PORTAL_PORT", Integer.toString(Server.freePort()),
                "LATCHKEY_STAFF_PORT", Integer.toString(port),
                "LATCHKEY_MANAGEMENT_PORT", Integer.toString(management));
        var ready = URI.create("http://127.0.0.1:" + management + "/health/ready");
        var command = List.of(place.backend().resolve("bin/latchkey-backend").toString());
        return new StaffSide(
                place, Server.start(command, environment, place.target().resolve("backend.log"), ready), port);
    }

    Server server() {
        return server;
    }

    int port() {
        return port;
    }

    String url() {
        return "http://" + HOST + ":" + port;
    }

    /** An access token that is valid for at least another minute. */
    String token() {
        if (token.isEmpty() || System.nanoTime() - signedInAt > TOKEN_WORKS.toNanos()) {
            var pair = new JsonObject().put("email", Place.EMAIL).put("password", place.password());
            signedInAt = System.nanoTime();
            token = send("POST", "/session", "application/json", pair.encode(), "")
                    .getString("accessToken");
        }
        return token;
    }

    static Request get(String path, String token) {
        return Request.get(HOST, "/api/v1" + path, "authorization", "Bearer " + token);
    }

    JsonObject ask(String path) {
        return send("GET", path, "application/json", "", token());
    }

    JsonObject post(String path, String type, String body) {
        return send("POST", path, type, body, token());
    }

    JsonObject send(String method, String path, String type, String body, String token) {
        var request = HttpRequest.newBuilder(URI.create(url() + "/api/v1" + path))
                .timeout(LONGEST)
                .header("content-type", type)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(path + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return new JsonObject(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
