package latchkey.web;

import io.netty.handler.codec.DecoderException;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import latchkey.database.SqlState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place that says what a failure is to the outside. */
public final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final long DATABASE_RETRY_SECONDS = 5;
    private static final int BODY_LIMIT_KB = 64;

    private Failures() {}

    /** The problem that a context failed with; what nobody expected is logged under the request's id. */
    public static Problem of(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure == null) {
            return ofStatus(context.statusCode());
        }
        return of(failure, context);
    }

    /** The same for a failure that comes after the answer has begun. */
    public static Problem of(Throwable failure, RoutingContext context) {
        return switch (failure) {
            case Problem problem -> problem;
            case Refusal refusal -> Problem.of(refusal);
            case HttpException http -> ofStatus(http.getStatusCode());
            default -> unexpected(failure, context);
        };
    }

    private static Problem unexpected(Throwable failure, RoutingContext context) {
        if (SqlState.isUnavailable(failure)) {
            LOG.atWarn().addKeyValue("request", RequestLog.id(context)).log("database away: {}", failure.toString());
            return Problem.of(503, "unavailable", DATABASE_RETRY_SECONDS).retryAfter(DATABASE_RETRY_SECONDS);
        }
        if (SqlState.isInvalidText(failure) || isParsing(failure)) {
            return Problem.of(400, "bad-request");
        }
        LOG.atError()
                .addKeyValue("request", RequestLog.id(context))
                .setCause(failure)
                .log("unexpected failure");
        return Problem.of(500, "internal");
    }

    /** Netty says so when a request's own bytes are wrong, an escape like %zz for one. */
    private static boolean isParsing(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return failure instanceof DecoderException
                || (failure instanceof IllegalArgumentException
                        && trace.length > 0
                        && trace[0].getClassName().startsWith("io.netty.handler.codec"));
    }

    private static Problem ofStatus(int status) {
        return switch (status) {
            case 401 -> Problem.of(401, "unauthorized");
            case 403 -> Problem.of(403, "forbidden");
            case 404 -> Problem.of(404, "not-found");
            case 405 -> Problem.of(405, "method-not-allowed");
            case 413 -> Problem.of(413, "body-too-large", BODY_LIMIT_KB);
            case 415, 406 -> Problem.of(415, "unsupported-media-type", "application/json");
            case 500 -> Problem.of(500, "internal");
            default ->
                Problem.of(status >= 400 && status < 500 ? status : 500, status >= 500 ? "internal" : "bad-request");
        };
    }
}
