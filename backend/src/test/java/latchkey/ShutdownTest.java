package latchkey;

import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import latchkey.testing.Browser;
import latchkey.testing.LockedAccount;
import latchkey.testing.World;
import org.junit.jupiter.api.Test;

/** A proxy that asks for readiness loses no request to a backend that stops. */
class ShutdownTest {

    @Test
    void a_backend_that_stops_says_so_first_and_answers_until_it_has_been_heard() throws Exception {
        World world = World.start(Map.of("shutdown.drain", "15s"));
        Browser operator = world.management();
        assertThat(connectionAfter(world.backend().staffPort())).isEmpty();
        assertThat(operator.get("/health/ready").status()).isEqualTo(200);

        Future<Void> stopped = world.backend().stop();

        assertThat(operator.get("/health/ready").status()).isEqualTo(503);
        assertThat(operator.get("/health/live").status()).isEqualTo(200);
        assertThat(world.portal("au").get("/login").status()).isEqualTo(200);
        assertThat(connectionAfter(world.backend().staffPort())).hasValue("close");
        assertThat(stopped.isComplete()).isFalse();
        World.await(stopped);
        assertThatThrownBy(() -> connectionAfter(world.backend().staffPort())).isInstanceOf(ConnectException.class);
        World.await(world.vertx().close());
    }

    @Test
    void what_a_stopping_backend_has_begun_is_answered() {
        // Who signs in waits for the account no longer than a request may: too short on a machine that stalls.
        int answer = eventually(
                ShutdownTest::answeredWhileItStops, status -> assertThat(status).isNotEqualTo(503));
        assertThat(answer).isEqualTo(303);
    }

    private static int answeredWhileItStops() throws Exception {
        World world = World.start();
        world.account("au", "last@example.test");
        var account = new LockedAccount(world, "last@example.test");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = threads.submit(() -> world.portal("au")
                    .post("/login", "email", "last@example.test", "password", World.PASSWORD)
                    .status());
            account.waitsForOr(1, answer);
            Future<Void> stopped = world.backend().stop();
            eventually(
                    () -> isListening(world.backend().portalPort()),
                    listens -> assertThat(listens).isFalse());
            account.release();
            World.await(stopped);
            World.await(world.vertx().close());
            return answer.get();
        }
    }

    private static boolean isListening(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** What a client that would keep its connection is told about it. */
    private static Optional<String> connectionAfter(int port) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/openapi.yaml"))
                    .build();
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.headers().firstValue("connection");
        }
    }
}
