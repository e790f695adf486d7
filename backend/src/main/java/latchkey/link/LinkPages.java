package latchkey.link;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Function;
import latchkey.caller.CallerReader;
import latchkey.link.DeadLinkPage.Why;
import latchkey.page.Pages;
import latchkey.page.PasswordFault;
import latchkey.password.Checked;
import latchkey.password.Password;
import latchkey.password.PasswordRules;
import latchkey.portal.FailurePage;
import latchkey.portal.PortalFailures;
import latchkey.region.PortalRegion;
import latchkey.region.Region;
import latchkey.session.Gate;
import latchkey.web.Answering;
import latchkey.web.Fields;
import latchkey.web.Reply;
import latchkey.web.Routes;

/**
 * The pages behind the one-time links of a purpose: the form for a password while the link works, and why it no longer
 * works. What happens with an accepted password, or with a link that asks for none, is up to the feature.
 */
public final class LinkPages {

    /** Redeems an open link with a password that the rules accept; empty if the link was used or ended meanwhile. */
    public interface Redeem {
        Future<Optional<Reply>> redeem(RoutingContext context, Link link, Password password);
    }

    private final Purpose purpose;
    private final OpenLink openLink;
    private final PasswordRules rules;
    private final Gate gate;
    private final CallerReader callers;
    private final Pages pages;

    public LinkPages(
            Purpose purpose, OpenLink openLink, PasswordRules rules, Gate gate, CallerReader callers, Pages pages) {
        this.purpose = purpose;
        this.openLink = openLink;
        this.rules = rules;
        this.gate = gate;
        this.callers = callers;
        this.pages = pages;
    }

    /** @param path ends with {@code :token} */
    public void mount(Router router, String path, Redeem redeem) {
        Routes.get(router, path).handler(Answering.with(this::show));
        Routes.get(router, path + "/*").last().handler(Answering.now(LinkPages::withoutPathBehind));
        router.post(path).handler(Answering.with(context -> submit(context, redeem)));
    }

    /** Some mail programs and scanners append a path to the link: only the link itself has a page. */
    private static Reply withoutPathBehind(RoutingContext context) {
        return Reply.seeOther(context.normalizedPath().replaceFirst("^(/[^/]+/[^/]+)/.*", "$1"));
    }

    private Future<Reply> show(RoutingContext context) {
        return open(context, link -> Future.succeededFuture(pages.reply(context, 200, form(link))));
    }

    private Future<Reply> submit(RoutingContext context, Redeem redeem) {
        return look(context)
                .compose(link -> link.filter(Link::isOpen).isPresent()
                        ? check(context, link.get(), redeem)
                        : tooLate(context, link));
    }

    private Future<Reply> check(RoutingContext context, Link link, Redeem redeem) {
        return switch (rules.check(Fields.form(context).text("password"), link.personalWords())) {
            case Checked.Refused refused ->
                Future.succeededFuture(pages.faulty(context, 422, form(link), PasswordFault.of(refused, rules)));
            case Checked.Accepted accepted -> {
                PortalFailures.saving(context, FailurePage.Kind.PASSWORD_UNSURE);
                yield redeem.redeem(context, link, accepted.password())
                        .compose(reply -> reply.map(Future::succeededFuture)
                                .orElseGet(() -> look(context).compose(now -> tooLate(context, now))))
                        .recover(failure -> pages.refused(context, form(link), failure, "password.busy"));
            }
        };
    }

    /**
     * The button was pressed twice, or in two tabs. The page says that a password was set, but not whether it is the
     * one typed now: a used link must not let anybody test passwords.
     */
    private Future<Reply> tooLate(RoutingContext context, Optional<Link> link) {
        if (link.filter(LinkPages::isUsed).isEmpty()) {
            return dead(context, link);
        }
        return isOwner(context, link.get())
                .map(owner -> owner
                        ? Reply.seeOther("/account?password-kept")
                        : explained(context, Optional.of(Why.PASSWORD_KEPT), link));
    }

    /** Answers for a link that works; the page of one that doesn't says what to do next. */
    public Future<Reply> open(RoutingContext context, Function<Link, Future<Reply>> answer) {
        return look(context)
                .compose(link -> link.filter(Link::isOpen).map(answer).orElseGet(() -> dead(context, link)));
    }

    /** Somebody else was faster; the page says what to do next. */
    public Future<Reply> lost(RoutingContext context) {
        return look(context).compose(link -> dead(context, link));
    }

    private Future<Optional<Link>> look(RoutingContext context) {
        return openLink.look(
                purpose,
                PortalRegion.of(context),
                context.pathParam("token"),
                callers.of(context).network());
    }

    private NewPasswordPage form(Link link) {
        return new NewPasswordPage(purpose, link.givenName(), link.email(), rules.minimum());
    }

    /** Redirects a browser that is already signed in to the account that the invitation has become. */
    private Future<Reply> dead(RoutingContext context, Optional<Link> link) {
        return link.filter(found -> isUsed(found) || found.state() == Link.State.HAS_ACCOUNT)
                .map(found -> isOwner(context, found))
                .orElseGet(() -> Future.succeededFuture(false))
                .map(owner -> owner
                        ? Reply.seeOther(PortalRegion.of(context).home())
                        : explained(context, Optional.empty(), link));
    }

    private static boolean isUsed(Link link) {
        return link.state() == Link.State.USED;
    }

    /** Whether this browser is signed in to the account that the invitation has become. */
    private Future<Boolean> isOwner(RoutingContext context, Link link) {
        return purpose == Purpose.INVITATION
                ? gate.browserClient(context)
                        .map(client -> client.filter(one -> link.email().equals(one.email()))
                                .isPresent())
                : Future.succeededFuture(false);
    }

    /** At another region's host the page is still that of the link's own region, whose staff can help. */
    private Reply explained(RoutingContext context, Optional<Why> why, Optional<Link> link) {
        return openLink.home(purpose, context.pathParam("token"))
                .filter(home -> !home.equals(PortalRegion.of(context)))
                .map(home -> elsewhere(context, home))
                .orElseGet(() -> pages.reply(
                        context,
                        410,
                        DeadLinkPage.of(purpose, why, link, context.request().path())));
    }

    private Reply elsewhere(RoutingContext context, Region home) {
        var page = new OtherHostPage(
                home.name(), home.host(), home.link(context.request().path()));
        return Reply.page(410, pages.render(home, page));
    }
}
