package latchkey.web;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Timer;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a function from request to reply into a Vert.x handler: exceptions and failures go to the failure handler. */
public final class Answering {

    private static final Logger LOG = LoggerFactory.getLogger(Answering.class);

    /** For work on many rows, which callers expect to take long. */
    private static final Duration PATIENT = Duration.ofMinutes(2);

    private static final int RETRY_SECONDS = 5;

    private Answering() {}

    public static Handler<RoutingContext> with(Function<RoutingContext, Future<Reply>> endpoint) {
        return within(RequestTime.WHOLE, endpoint);
    }

    /** The same for what may take minutes. */
    public static Handler<RoutingContext> patiently(Function<RoutingContext, Future<Reply>> endpoint) {
        return within(PATIENT, endpoint);
    }

    /**
     * The time limit is a timer of the request's own event loop. {@link Future#timeout} would use another thread's
     * timer if a future on the way belongs to no event loop, and answer from there.
     */
    static Handler<RoutingContext> within(Duration longest, Function<RoutingContext, Future<Reply>> endpoint) {
        return context -> {
            Timer patience = context.vertx().timer(longest.toMillis(), TimeUnit.MILLISECONDS);
            patience.onSuccess(over -> {
                LOG.atWarn()
                        .addKeyValue("request", RequestLog.id(context))
                        .log("No answer in {} ms", longest.toMillis());
                context.fail(Problem.of(503, "unavailable", RETRY_SECONDS).retryAfter(RETRY_SECONDS));
            });
            Future.succeededFuture(context).compose(endpoint).onComplete(answer -> {
                // Once the time is up, the caller has already been answered.
                if (patience.cancel()) {
                    answer(context, answer);
                }
            });
        };
    }

    private static void answer(RoutingContext context, AsyncResult<Reply> answer) {
        if (answer.failed()) {
            context.fail(answer.cause());
            return;
        }
        try {
            answer.result().send(context);
        } catch (RuntimeException e) {
            // Nothing else would catch it here, and the caller would wait for ever.
            context.fail(e);
        }
    }

    /** For a reply that waits for nothing. */
    public static Handler<RoutingContext> now(Function<RoutingContext, Reply> endpoint) {
        return context -> endpoint.apply(context).send(context);
    }
}
