package latchkey.web;

import io.vertx.core.Handler;
import io.vertx.core.Timer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Reads the body of a request as a whole, up to a size and within a time; a problem 413 or 408 otherwise. */
public final class Body implements Handler<RoutingContext> {

    private static final String KEY = "latchkey.body";

    /** Time for a client that is still sending to read a refusal. */
    private static final long LINGER_MILLIS = 1_000;

    private final int limitKb;
    private final Duration longest;

    public Body(int limitKb, Duration longest) {
        this.limitKb = limitKb;
        this.longest = longest;
    }

    /** What was read; empty if there was none. */
    public static Buffer of(RoutingContext context) {
        return Objects.requireNonNullElseGet(context.get(KEY), Buffer::buffer);
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        Timer patience = context.vertx().timer(longest.toMillis(), TimeUnit.MILLISECONDS);
        patience.onSuccess(over -> refuse(context, Problem.of(408, "too-slow")));
        var body = Buffer.buffer();
        request.handler(part -> {
            if (context.failed()) {
                return; // what still arrives after the refusal
            }
            if (body.length() + part.length() <= limitKb * 1024L) {
                body.appendBuffer(part);
            } else {
                var _ = patience.cancel();
                refuse(context, Problem.of(413, "body-too-large", limitKb));
            }
        });
        request.exceptionHandler(broken -> {
            if (patience.cancel()) {
                refuse(context, Problem.of(400, "bad-request"));
            }
        });
        request.endHandler(end -> {
            if (patience.cancel()) {
                context.put(KEY, body);
                context.next();
            }
        });
        request.resume();
    }

    /**
     * Vert.x would wait for the rest of the body before it closes the connection. Closing it at once could rob a client
     * that is still sending of the answer.
     */
    private static void refuse(RoutingContext context, Problem problem) {
        HttpConnection connection = context.request().connection();
        context.response().putHeader(HttpHeaders.CONNECTION, "close");
        context.addEndHandler(answered -> context.vertx().setTimer(LINGER_MILLIS, over -> connection.close()));
        context.fail(problem);
    }
}
