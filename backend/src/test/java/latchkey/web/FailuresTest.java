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
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import latchkey.testing.Browser;
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
            Router router = Routes.router(vertx, false, Failures::answer);
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

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T, E extends Throwable> T rethrow(Throwable failure) throws E {
        throw (E) failure;
    }
}
