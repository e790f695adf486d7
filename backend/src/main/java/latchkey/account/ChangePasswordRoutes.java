package latchkey.account;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import latchkey.caller.CallerReader;
import latchkey.page.Fault;
import latchkey.page.Pages;
import latchkey.page.PasswordFault;
import latchkey.password.Checked;
import latchkey.password.Password;
import latchkey.password.PasswordRules;
import latchkey.portal.FailurePage;
import latchkey.portal.PortalFailures;
import latchkey.region.PortalRegion;
import latchkey.session.Client;
import latchkey.session.Gate;
import latchkey.web.Fields;
import latchkey.web.Reply;
import latchkey.web.Routes;

/** The page by which a signed-in client changes the password. */
public final class ChangePasswordRoutes {

    private static final Fault CURRENT_MISSING = Fault.at("currentPassword", "change.current-missing");
    private static final Fault CURRENT_WRONG = Fault.at("currentPassword", "change.current-wrong");

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
        return Future.succeededFuture(pages.reply(context, 200, form(client)));
    }

    private Future<Reply> submit(RoutingContext context, Client client) {
        Fields form = Fields.form(context);
        var words = List.of(client.email(), client.givenName(), client.familyName());
        Checked next = rules.check(form.text("password"), words);
        if (form.text("currentPassword").isEmpty()) {
            return next instanceof Checked.Refused refused
                    ? faulty(context, client, CURRENT_MISSING, PasswordFault.of(refused, rules))
                    : faulty(context, client, CURRENT_MISSING);
        }
        return switch (next) {
            case Checked.Refused refused -> faulty(context, client, PasswordFault.of(refused, rules));
            case Checked.Accepted accepted ->
                Password.typed(form.text("currentPassword"))
                        .map(current -> change(context, client, current, accepted.password()))
                        .orElseGet(() -> faulty(context, client, CURRENT_WRONG));
        };
    }

    private Future<Reply> change(RoutingContext context, Client client, Password current, Password next) {
        PortalFailures.saving(context, FailurePage.Kind.PASSWORD_UNSURE);
        return changePassword
                .change(PortalRegion.of(context), client, current, next, callers.of(context))
                .compose(outcome -> switch (outcome) {
                    case CHANGED -> Future.succeededFuture(Reply.seeOther("/account?password-changed"));
                    case WRONG_CURRENT -> faulty(context, client, CURRENT_WRONG);
                    // There the way leads on to the login page, which knows why.
                    case SESSION_OVER -> Future.succeededFuture(Reply.seeOther("/account"));
                    case SAME -> faulty(context, client, Fault.at("password", "change.same"));
                })
                .recover(failure -> pages.refused(context, form(client), failure, "login.limited", "password.busy"));
    }

    private Future<Reply> faulty(RoutingContext context, Client client, Fault... faults) {
        return Future.succeededFuture(pages.faulty(context, 422, form(client), faults));
    }

    private ChangePasswordPage form(Client client) {
        return new ChangePasswordPage(client.email(), rules.minimum());
    }
}
