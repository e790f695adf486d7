package latchkey.web;

import io.vertx.core.Handler;
import io.vertx.core.Timer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads the whole body of a request, up to a size and within a time; a problem 413 or 408 otherwise, and 400 for one
 * that can't be read.
 */
public final class Body implements Handler<RoutingContext> {

    private static final String KEY = "latchkey.body";

    /** Some programs put one before their JSON. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Time for a client that is still sending to read a refusal. */
    private static final long LINGER_MILLIS = 1_000;

    private final int limitKb;
    private final Duration longest;
    private final Optional<Pace> pace;

    /** The least that must arrive in each interval: a stalled upload may hold up others. */
    public record Pace(int bytes, Duration each) {}

    public Body(int limitKb, Duration longest) {
        this(limitKb, longest, Optional.empty());
    }

    public Body(int limitKb, Duration longest, Pace pace) {
        this(limitKb, longest, Optional.of(pace));
    }

    private Body(int limitKb, Duration longest, Optional<Pace> pace) {
        this.limitKb = limitKb;
        this.longest = longest;
        this.pace = pace;
    }

    /** The body; empty if there was none. */
    public static Buffer of(RoutingContext context) {
        return Objects.requireNonNullElseGet(context.get(KEY), Buffer::buffer);
    }

    /** The body as text in UTF-8, as JSON is (RFC 8259, 8.1). Anything else is a problem 400. */
    public static String json(RoutingContext context) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(of(context).getBytes()))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw Problem.of(400, "bad-request").field("body", "invalid.utf");
        }
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        Timer patience = context.vertx().timer(longest.toMillis(), TimeUnit.MILLISECONDS);
        patience.onSuccess(over -> refuse(context, Problem.of(408, "too-slow")));
        var body = Buffer.buffer();
        pace.ifPresent(least -> keep(least, context, patience, body));
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
            if (!patience.cancel()) {
                return;
            }
            if (request.decoderResult().isFailure()) {
                refuse(context, Problem.of(400, "bad-request"));
            } else {
                context.put(KEY, body);
                context.next();
            }
        });
        request.resume();
    }

    private static void keep(Pace least, RoutingContext context, Timer patience, Buffer body) {
        var before = new AtomicInteger();
        long clock = context.vertx().setPeriodic(least.each().toMillis(), tick -> {
            int now = body.length();
            if (now - before.getAndSet(now) < least.bytes() && patience.cancel()) {
                refuse(context, Problem.of(408, "too-slow"));
            }
        });
        patience.onComplete(over -> context.vertx().cancelTimer(clock));
    }

    /**
     * Vert.x would wait for the rest of the body before it closes the connection. Closing it immediately could keep a
     * client that is still sending from reading the answer.
     */
    private static void refuse(RoutingContext context, Problem problem) {
        HttpConnection connection = context.request().connection();
        context.response().putHeader(HttpHeaders.CONNECTION, "close");
        context.addEndHandler(answered -> context.vertx().setTimer(LINGER_MILLIS, over -> connection.close()));
        context.fail(problem);
    }
}
