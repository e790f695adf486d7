package latchkey.portal;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import latchkey.page.Pages;
import latchkey.web.Failures;
import latchkey.web.Problem;
import latchkey.web.Reply;
import latchkey.web.RequestLog;

/** Reports what went wrong: to a program as a problem, to a person as a page. */
public final class PortalFailures implements Handler<RoutingContext> {

    /** Not {@code /session/check}: the proxy that calls it may show the answer to a person. */
    private static final List<String> FOR_PROGRAMS =
            List.of("/api/", "/oauth/token", "/oauth/userinfo", "/oauth/revoke", "/oauth/introspect", "/.well-known/");

    private static final String UNSURE = "unsure";

    private final Pages pages;

    public PortalFailures(Pages pages) {
        this.pages = pages;
    }

    /** To be called when saving begins: from here on a failed answer doesn't mean that nothing was saved. */
    public static void saving(RoutingContext context, FailurePage.Kind unsure) {
        context.put(UNSURE, unsure);
    }

    @Override
    public void handle(RoutingContext context) {
        Problem problem = Failures.of(context);
        Reply reply = isForProgram(context) ? Reply.problem(problem, RequestLog.id(context)) : page(context, problem);
        reply.send(context);
    }

    private static boolean isForProgram(RoutingContext context) {
        String path = context.request().path();
        return path != null && FOR_PROGRAMS.stream().anyMatch(path::startsWith);
    }

    private Reply page(RoutingContext context, Problem problem) {
        String id = RequestLog.id(context);
        FailurePage page = Optional.ofNullable(context.<FailurePage.Kind>get(UNSURE))
                .filter(unsure -> problem.status() >= 500)
                .map(unsure -> new FailurePage(unsure, id, Optional.empty()))
                .orElseGet(() -> FailurePage.of(problem.status(), id));
        long wait = problem.retryAfterSeconds();
        FailurePage shown = problem.status() == 429 ? page.again(problem.retryAt()) : page;
        Reply reply = pages.reply(context, problem.status(), shown);
        return wait > 0 ? reply.header("retry-after", Long.toString(wait)) : reply;
    }
}
