package latchkey.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnreadAnswerTest {

    private static final JsonObject PIECE = new JsonObject().put("text", "x".repeat(1_000_000));

    private final Vertx vertx = Vertx.vertx();
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    @AfterEach
    void stop() {
        World.await(vertx.close());
    }

    @Test
    void who_reads_nothing_of_an_answer_is_cut_off() throws Exception {
        Router router = Router.router(vertx);
        router.get().handler(context -> {
            var answer = new ImportAnswer(context, Duration.ofMillis(300));
            write(answer).onFailure(failure::complete).recover(answer::fail).onComplete(done -> over.complete(null));
        });
        int port = World.await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"))
                .actualPort();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nhost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(failure.get(60, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            over.get(60, TimeUnit.SECONDS);
            socket.setSoTimeout(60_000);
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 200 ")
                    .doesNotEndWith("\r\n0\r\n\r\n");
        }
    }

    /** For as long as it is read. */
    private static Future<Void> write(ImportAnswer answer) {
        return answer.begin(true, Optional.empty(), PIECE, Map.of(), Map.of()).compose(read -> write(answer));
    }
}
