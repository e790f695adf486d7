package latchkey.api;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import latchkey.web.Failures;
import latchkey.web.Problem;
import latchkey.web.Reply;
import latchkey.web.RequestLog;

/** Says what went wrong: only programs ask here, so always as a problem. */
public final class StaffFailures implements Handler<RoutingContext> {

    private static final String BODY_LIMIT = "latchkey.body-limit";

    /** Notes how large a body may be, for the answer to one that is larger. */
    static void bodyLimit(RoutingContext context, int kilobytes) {
        context.put(BODY_LIMIT, kilobytes);
    }

    @Override
    public void handle(RoutingContext context) {
        Problem problem = Failures.of(context);
        if (problem.status() == 413) {
            // What is still being sent is not read: the connection has to go.
            context.response().putHeader(HttpHeaders.CONNECTION, "close");
            if (!(context.failure() instanceof Problem)) {
                int limit = context.get(BODY_LIMIT, 64);
                problem = Problem.of(413, "body-too-large", limit);
            }
        }
        Reply.problem(problem, RequestLog.id(context)).send(context);
    }
}
