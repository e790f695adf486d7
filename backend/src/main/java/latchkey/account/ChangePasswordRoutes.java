package latchkey.account;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import latchkey.caller.CallerReader;
import latchkey.limit.Limited;
import latchkey.page.Pages;
import latchkey.page.PasswordFault;
import latchkey.password.Checked;
import latchkey.password.Password;
import latchkey.password.PasswordRules;
import latchkey.password.pool.Busy;
import latchkey.portal.PortalRegion;
import latchkey.session.Client;
import latchkey.session.Gate;
import latchkey.web.Fields;
import latchkey.web.Reply;
import latchkey.web.Routes;

/** The page by which a signed-in client changes the password. */
public final class ChangePasswordRoutes {

    private final ChangePassword changePassword;
    private final PasswordRules rules;
    private final Gate gate;
    private final CallerReader callers;
    private final Pages pages;

    public ChangePasswordRoutes(
            ChangePassword changePassword, PasswordRules rules, Gate gate, CallerReader callers, Pages pages) {
        this.changePassword = changePassword;
        this.rules = rules;
        this.gate = gate;
        this.callers = callers;
        this.pages = pages;
    }

    public void mount(Router router) {
        Routes.get(router, "/account/password").handler(gate.browser(this::show));
        router.post("/account/password").handler(gate.browser(this::submit));
    }

    private Future<Reply> show(RoutingContext context, Client client) {
        return shown(context, 200, form(client));
    }

    private Future<Reply> submit(RoutingContext context, Client client) {
        Fields form = Fields.form(context);
        if (form.text("currentPassword").isEmpty()) {
            return shown(context, 422, form(client).currentMissing());
        }
        var words = List.of(client.email(), client.givenName(), client.familyName());
        return switch (rules.check(form.text("password"), words)) {
            case Checked.Refused refused -> shown(context, 422, form(client).refused(PasswordFault.of(refused, rules)));
            case Checked.Accepted accepted ->
                Password.typed(form.text("currentPassword"))
                        .map(present -> change(context, client, present, accepted.password()))
                        .orElseGet(() -> shown(context, 422, form(client).currentWrong()));
        };
    }

    private Future<Reply> change(RoutingContext context, Client client, Password present, Password next) {
        return changePassword
                .change(PortalRegion.of(context), client, present, next, callers.of(context))
                .compose(changed -> changed
                        ? Future.succeededFuture(Reply.seeOther("/account?password-changed"))
                        : shown(context, 422, form(client).currentWrong()))
                .recover(failure -> refused(context, client, failure));
    }

    private Future<Reply> refused(RoutingContext context, Client client, Throwable failure) {
        return switch (failure) {
            case Busy busy ->
                shown(context, 503, form(client).busy(busy.retryAfterSeconds()))
                        .map(reply -> reply.header("retry-after", Integer.toString(busy.retryAfterSeconds())));
            case Limited limited -> {
                long seconds = limited.retryAfterSeconds();
                yield shown(context, 429, form(client).limited(Duration.ofSeconds(seconds)))
                        .map(reply -> reply.header("retry-after", Long.toString(seconds)));
            }
            default -> Future.failedFuture(failure);
        };
    }

    private ChangePasswordPage form(Client client) {
        return ChangePasswordPage.empty(client.email(), rules.minimum());
    }

    private Future<Reply> shown(RoutingContext context, int status, ChangePasswordPage page) {
        return Future.succeededFuture(Reply.page(status, pages.render(PortalRegion.of(context), page)));
    }
}
