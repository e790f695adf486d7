package latchkey.web;

import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place that decides what callers learn of a failure. */
public final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /** Answers a context's failure as a problem, for programs. */
    public static void answer(RoutingContext context) {
        Reply.problem(of(context), RequestLog.id(context)).send(context);
    }

    /** The problem that a context failed with; an unexpected one is logged under the request's id. */
    public static Problem of(RoutingContext context) {
        Throwable failure = context.failure();
        return failure == null ? ofStatus(context.statusCode()) : of(failure, context);
    }

    /** The same for a failure that comes after the answer has begun. */
    public static Problem of(Throwable failure, RoutingContext context) {
        return switch (failure) {
            case Problem problem -> problem;
            case Refusal refusal -> Problem.of(refusal);
            // Vert.x has refused it already: an invalid host, for one.
            case Throwable vertx
            when context.statusCode() >= 400 && context.statusCode() < 500 -> ofStatus(context.statusCode());
            default -> unexpected(failure, context);
        };
    }

    private static Problem unexpected(Throwable failure, RoutingContext context) {
        LOG.atError()
                .addKeyValue("request", RequestLog.id(context))
                .setCause(failure)
                .log("unexpected failure");
        return Problem.of(500, "internal");
    }

    /** For Vert.x's own answers, such as when no route matches. */
    private static Problem ofStatus(int status) {
        return switch (status) {
            case 404 -> Problem.of(404, "not-found");
            case 405 -> Problem.of(405, "method-not-allowed");
            case 406, 415 -> Problem.of(415, "unsupported-media-type", "application/json");
            default -> status < 500 ? Problem.of(400, "bad-request") : Problem.of(500, "internal");
        };
    }
}
