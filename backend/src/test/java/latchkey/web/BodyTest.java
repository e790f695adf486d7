package latchkey.web;

import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import latchkey.testing.Browser;
import latchkey.testing.Wire;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BodyTest {

    private final Vertx vertx = Vertx.vertx();
    private int port;

    @BeforeEach
    void listen() {
        Router router = Routes.router(vertx, Failures::answer);
        router.route("/soon").handler(new Body(1, Duration.ofMillis(50)));
        router.route("/steady")
                .handler(new Body(100, Duration.ofSeconds(60), new Body.Pace(1, Duration.ofMillis(500))));
        router.route("/later").handler(new Body(1, Duration.ofSeconds(60)));
        router.route()
                .handler(Answering.now(context ->
                        Reply.text(200, "text/plain", Body.of(context).toString())));
        port = World.await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"))
                .actualPort();
    }

    @AfterEach
    void stop() {
        World.await(vertx.close());
    }

    @Test
    void a_body_that_comes_too_slowly_is_told_so_and_ends_the_connection() {
        var answer = Wire.send(port, "POST /soon HTTP/1.1", "host: a", "content-length: 100", "", "the first half");
        assertThat(answer.status()).as(answer.text()).isEqualTo(408);
        assertThat(answer.text()).contains("connection: close", "problems/too-slow");
    }

    @Test
    void a_chunk_that_does_not_end_is_no_body() {
        var answer = Wire.send(
                port, "POST /soon HTTP/1.1", "host: a", "transfer-encoding: chunked", "", "64", "the first half");
        assertThat(answer.status()).as(answer.text()).isEqualTo(408);
    }

    @Test
    void a_body_that_stalls_is_not_waited_for_as_long_as_a_large_one() {
        var answer =
                Wire.send(port, "POST /steady HTTP/1.1", "host: a", "content-length: 90000", "", "x".repeat(50_000));
        assertThat(answer.status()).as(answer.text()).isEqualTo(408);
    }

    @Test
    void a_body_that_keeps_its_pace_may_take_longer() {
        // It may be the machine that stalls.
        eventually(this::statusOfSteadyBody, status -> assertThat(status).isEqualTo(200));
    }

    private int statusOfSteadyBody() {
        var options =
                new RequestOptions().setMethod(HttpMethod.POST).setPort(port).setURI("/steady");
        return World.await(vertx.createHttpClient().request(options).compose(request -> {
            request.setChunked(true);
            var parts = new AtomicInteger();
            vertx.setPeriodic(20, tick -> {
                if (parts.incrementAndGet() <= 60) {
                    request.write("x");
                } else {
                    vertx.cancelTimer(tick);
                    request.end();
                }
            });
            return request.response().map(HttpClientResponse::statusCode).otherwise(0);
        }));
    }

    @Test
    void a_body_that_is_too_long_is_told_so_before_its_end() {
        var answer =
                Wire.send(port, "POST /later HTTP/1.1", "host: a", "content-length: 1000000", "", "x".repeat(2_000));
        assertThat(answer.status()).as(answer.text()).isEqualTo(413);
        assertThat(answer.text()).contains("connection: close", "problems/body-too-large");
    }

    @Test
    void a_body_in_time_is_read_as_it_was_sent() {
        var answer = new Browser(vertx, port, "localhost").raw("POST", "/later", "text/plain", "all of it");
        assertThat(answer.body()).isEqualTo("all of it");
    }
}
