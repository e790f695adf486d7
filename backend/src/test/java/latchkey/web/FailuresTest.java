package latchkey.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import latchkey.testing.Browser;
import latchkey.testing.Wire;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every kind of failure, in every way in which a route can fail with it. */
class FailuresTest {

    private final Vertx vertx = Vertx.vertx();

    private static final Map<String, Throwable> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("409 conflict", Problem.of(409, "conflict"));
        KINDS.put("503 busy", new Full());
        KINDS.put("500 internal", new IllegalStateException("a secret"));
        KINDS.put("500 internal ", new IllegalArgumentException("a secret"));
        KINDS.put("500 internal  ", new NullPointerException("a secret"));
        KINDS.put("500 internal   ", new IOException("a secret"));
        KINDS.put("500 internal    ", new TimeoutException("a secret"));
        KINDS.put("500 internal     ", new VertxException("a secret"));
        KINDS.put("500 internal      ", new AssertionError("a secret"));
    }

    private static final class Full extends RuntimeException implements Refusal {

        @Override
        public int status() {
            return 503;
        }

        @Override
        public String name() {
            return "busy";
        }

        @Override
        public int retryAfterSeconds() {
            return 7;
        }
    }

    @AfterEach
    void stop() {
        World.await(vertx.close());
    }

    @Test
    void each_failure_has_one_answer_wherever_it_arises() {
        Map<String, Function<Throwable, Handler<RoutingContext>>> ways = Map.of(
                "/thrown", failure -> Answering.with(context -> rethrow(failure)),
                "/failed", failure -> Answering.with(context -> Future.failedFuture(failure)),
                "/now", failure -> Answering.now(context -> rethrow(failure)),
                "/context", failure -> context -> context.fail(failure));
        KINDS.forEach((expected, failure) -> {
            Router router = Routes.router(vertx, Failures::answer);
            ways.forEach((path, way) -> router.route(path).handler(way.apply(failure)));
            int port = World.await(
                            vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"))
                    .actualPort();
            for (String path : ways.keySet()) {
                for (String method : List.of("GET", "POST", "DELETE")) {
                    var answer = new Browser(vertx, port, "localhost").send(method, path);
                    JsonObject problem = answer.json();
                    assertThat(answer.status() + problem.getString("type").replaceFirst(".*/", " "))
                            .as(path + " " + failure)
                            .isEqualTo(expected.strip());
                    assertThat(answer.body()).doesNotContain("secret", "Exception");
                    assertThat(answer.headers().get("content-type")).isEqualTo("application/problem+json");
                    assertThat(answer.headers().get("x-content-type-options")).isEqualTo("nosniff");
                    if (failure instanceof Full) {
                        assertThat(answer.headers().get("retry-after")).isEqualTo("7");
                    }
                }
            }
        });
    }

    /** Once each: neither silence, nor a connection that stays open, nor a second line in the log. */
    @Test
    void what_breaks_while_it_is_answered_ends_the_connection() {
        var failed = new CopyOnWriteArrayList<Throwable>();
        Router router = Routes.router(vertx, context -> {
            failed.add(context.failure());
            Failures.answer(context);
        });
        Reply broken = Reply.text(200, "text/plain", "text").header("x-broken", "two\nlines");
        router.get("/now").handler(Answering.now(context -> broken));
        router.get("/with").handler(Answering.with(context -> Future.succeededFuture(broken)));
        router.get("/begun").handler(context -> {
            var _ = context.response().setChunked(true).write("the first half");
            throw new IllegalStateException("a secret");
        });
        router.get("/begun-later")
                .handler(context -> context.response()
                        .setChunked(true)
                        .write("the first half")
                        .onComplete(written -> context.fail(new IllegalStateException("a secret"))));
        int port = World.await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"))
                .actualPort();
        for (String path : List.of("/now", "/with", "/begun", "/begun-later")) {
            failed.clear();
            var answer = Wire.send(port, "GET " + path + " HTTP/1.1", "host: a", "connection: close", "", "");
            assertThat(failed).as(path).hasSize(1);
            assertThat(answer.text()).as(path).doesNotContain("secret").doesNotEndWith("0\r\n\r\n");
            assertThat(answer.status()).as(path).isEqualTo(path.startsWith("/begun") ? 200 : 500);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T, E extends Throwable> T rethrow(Throwable failure) throws E {
        throw (E) failure;
    }
}
