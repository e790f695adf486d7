package latchkey.account;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import latchkey.account.AccountPage.Entry;
import latchkey.key.Ids;
import latchkey.openid.App;
import latchkey.openid.Apps;
import latchkey.page.Banner;
import latchkey.page.Pages;
import latchkey.region.PortalRegion;
import latchkey.session.Client;
import latchkey.session.Gate;
import latchkey.session.OpenSession;
import latchkey.session.SessionTable;
import latchkey.text.UserAgent;
import latchkey.web.Answering;
import latchkey.web.Problem;
import latchkey.web.Reply;
import latchkey.web.Routes;

/** What a signed-in client sees of the account: details and where it is signed in. */
public final class AccountRoutes {

    private final SessionTable sessions;
    private final Apps apps;
    private final Gate gate;
    private final Pages pages;

    public AccountRoutes(SessionTable sessions, Apps apps, Gate gate, Pages pages) {
        this.sessions = sessions;
        this.apps = apps;
        this.gate = gate;
        this.pages = pages;
    }

    public void mount(Router router) {
        Routes.get(router, "/account").handler(gate.browser(this::show));
        router.post("/account/sessions/end-others").handler(gate.browser(this::endOthers));
        router.post("/account/sessions/:id/end").handler(gate.browser(this::end));
        Routes.get(router, "/.well-known/change-password")
                .handler(Answering.now(context -> Reply.seeOther("/account/password")));
    }

    private Future<Reply> show(RoutingContext context, Client client) {
        return sessions.open(client.account()).map(open -> page(context, client, open));
    }

    private Future<Reply> end(RoutingContext context, Client client) {
        var session = Ids.parse(context.pathParam("id")).orElseThrow(() -> Problem.of(404, "not-found"));
        return sessions.end(session, client.account(), false).map(ended -> Reply.seeOther("/account?session-ended"));
    }

    private Future<Reply> endOthers(RoutingContext context, Client client) {
        return sessions.endOthers(client.session(), client.account())
                .map(ended -> Reply.seeOther("/account?others-ended"));
    }

    private Reply page(RoutingContext context, Client client, List<OpenSession> open) {
        var entries = open.stream()
                .map(session -> entry(session, client))
                .sorted(Comparator.comparing(entry -> !entry.here()))
                .toList();
        var page = new AccountPage(
                client.givenName(),
                client.familyName(),
                client.email(),
                PortalRegion.of(context).portal(),
                entries);
        return pages.reply(context, page, notice(context));
    }

    private Entry entry(OpenSession session, Client client) {
        return new Entry(
                session.id(),
                UserAgent.of(session.userAgent()),
                session.createdAt(),
                session.lastSeenAt(),
                session.id().equals(client.session()),
                session.apps().stream()
                        .flatMap(id -> apps.find(id).map(App::name).stream())
                        .toList());
    }

    /** What the client just did. */
    private static Optional<Banner> notice(RoutingContext context) {
        var query = context.queryParams();
        if (query.contains("password-changed")) {
            return Optional.of(Banner.success("account.password-changed"));
        }
        if (query.contains("session-ended")) {
            return Optional.of(Banner.success("account.session-ended"));
        }
        if (query.contains("password-kept")) {
            return Optional.of(Banner.note("account.password-kept"));
        }
        return query.contains("others-ended") ? Optional.of(Banner.success("account.others-ended")) : Optional.empty();
    }
}
