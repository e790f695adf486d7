package latchkey.web;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Turns a function from request to reply into a Vert.x handler: what it throws or fails with goes to the failure handler. */
public final class Answering {

    /** With the database out of reach a request still ends in time to say so. */
    private static final long LONGEST_SECONDS = 3;

    /** For what goes through many rows, which the one who asked knows. */
    private static final long PATIENT_SECONDS = 120;

    private Answering() {}

    public static Handler<RoutingContext> with(Function<RoutingContext, Future<Reply>> endpoint) {
        return within(LONGEST_SECONDS, endpoint);
    }

    /** The same for what may take minutes. */
    public static Handler<RoutingContext> patiently(Function<RoutingContext, Future<Reply>> endpoint) {
        return within(PATIENT_SECONDS, endpoint);
    }

    private static Handler<RoutingContext> within(long seconds, Function<RoutingContext, Future<Reply>> endpoint) {
        return context -> ask(endpoint, context)
                .timeout(seconds, TimeUnit.SECONDS)
                .onComplete(reply -> reply.send(context), context::fail);
    }

    /** Not by composing onto a completed future: that belongs to no event loop, and its clock would be another thread. */
    private static Future<Reply> ask(Function<RoutingContext, Future<Reply>> endpoint, RoutingContext context) {
        try {
            return endpoint.apply(context);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    /** For a reply that needs nothing awaited. */
    public static Handler<RoutingContext> now(Function<RoutingContext, Reply> endpoint) {
        return context -> endpoint.apply(context).send(context);
    }
}
