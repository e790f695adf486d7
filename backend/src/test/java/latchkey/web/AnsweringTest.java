package latchkey.web;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnsweringTest {

    private static final Duration SHORT = Duration.ofMillis(100);

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient();
    private final AtomicReference<Thread> asked = new AtomicReference<>();
    private final AtomicReference<Thread> failed = new AtomicReference<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() throws TimeoutException {
        vertx.close().await(10, SECONDS);
    }

    @Test
    void an_answer_that_does_not_come_fails_on_the_requests_own_thread() throws TimeoutException {
        // A future of no event loop: its own time-out would be another thread's.
        assertThat(status(SHORT, context -> Future.future(never -> {}))).isEqualTo(503);
        assertThat(failures.getFirst())
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(503));
        assertThat(failed.get()).isSameAs(asked.get());
    }

    @Test
    void who_was_told_so_is_told_nothing_else_later() throws Exception {
        var late = new CopyOnWriteArrayList<Future<Reply>>();
        assertThat(status(SHORT, context -> {
                    late.add(context.vertx().timer(300, MILLISECONDS).compose(over -> Future.failedFuture("late")));
                    return late.getFirst();
                }))
                .isEqualTo(503);
        assertThatThrownBy(() -> late.getFirst().await(10, SECONDS)).hasMessage("late");
        assertThat(failures).hasSize(1);
    }

    @Test
    void what_an_endpoint_throws_fails_the_request() throws TimeoutException {
        assertThat(status(Duration.ofSeconds(10), context -> {
                    throw new IllegalStateException("broken");
                }))
                .isEqualTo(503);
        assertThat(failures.getFirst()).hasMessage("broken");
    }

    @Test
    void an_answer_that_can_not_be_sent_fails_the_request() throws TimeoutException {
        assertThat(status(
                        Duration.ofSeconds(10),
                        context -> Future.succeededFuture(Reply.empty(200).header("x-broken", "two\nlines"))))
                .isEqualTo(503);
        assertThat(failures).hasSize(1);
    }

    @Test
    void an_answer_in_time_is_sent() throws TimeoutException {
        assertThat(status(
                        Duration.ofSeconds(10),
                        context -> Future.succeededFuture(Reply.text(200, "text/plain", "in time"))))
                .isEqualTo(200);
    }

    private int status(Duration longest, Function<RoutingContext, Future<Reply>> endpoint) throws TimeoutException {
        Router router = Router.router(vertx);
        router.get("/")
                .handler(Answering.within(longest, context -> {
                    asked.set(Thread.currentThread());
                    return endpoint.apply(context);
                }))
                .failureHandler(context -> {
                    failed.set(Thread.currentThread());
                    failures.add(context.failure());
                    context.response().setStatusCode(503).end();
                });
        HttpServer server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await(10, SECONDS);
        return client.request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/")
                .compose(request -> request.send())
                .map(HttpClientResponse::statusCode)
                .await(10, SECONDS);
    }
}
