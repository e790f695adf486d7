package latchkey;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Stream;
import latchkey.account.AccountRoutes;
import latchkey.account.ChangePassword;
import latchkey.account.ChangePasswordRoutes;
import latchkey.caller.CallerReader;
import latchkey.caller.Network;
import latchkey.change.ConfirmRoutes;
import latchkey.config.Settings;
import latchkey.door.CheckRoutes;
import latchkey.front.FrontRoutes;
import latchkey.invitation.InvitationRoutes;
import latchkey.invitation.RedeemInvitation;
import latchkey.invitation.RenewInvitation;
import latchkey.key.Seal;
import latchkey.limit.Limits;
import latchkey.link.LinkPages;
import latchkey.link.LinkTokens;
import latchkey.link.OpenLink;
import latchkey.link.Purpose;
import latchkey.login.LoginApiRoutes;
import latchkey.login.LoginRoutes;
import latchkey.login.SignIn;
import latchkey.login.SignInAdmission;
import latchkey.openid.Apps;
import latchkey.openid.OpenIdRoutes;
import latchkey.page.AssetRoutes;
import latchkey.page.Assets;
import latchkey.page.Pages;
import latchkey.password.PasswordRules;
import latchkey.password.hash.PasswordHasher;
import latchkey.portal.PortalFailures;
import latchkey.region.PortalRegion;
import latchkey.region.Region;
import latchkey.region.Regions;
import latchkey.reset.RedeemReset;
import latchkey.reset.RequestReset;
import latchkey.reset.ResetRoutes;
import latchkey.session.AccessTokens;
import latchkey.session.Gate;
import latchkey.session.Grants;
import latchkey.session.SessionTable;
import latchkey.session.SessionTokens;
import latchkey.session.SignInCookies;
import latchkey.web.Body;
import latchkey.web.Routes;
import latchkey.web.SameSite;

/**
 * Puts the client portal together. Its parts are shared by all event loops; the routes are few and read top to bottom.
 */
public final class Portal {

    /** A form or a JSON body; the longest of ours is under 2 KB. */
    private static final int BODY_LIMIT_KB = 64;

    private static final Duration LONGEST_BODY = Duration.ofSeconds(30);

    private final Regions regions;
    private final Network network;
    private final Pages pages;
    private final AssetRoutes assetRoutes;
    private final FrontRoutes frontRoutes;
    private final CheckRoutes checkRoutes;
    private final Apps apps;
    private final OpenIdRoutes openIdRoutes;
    private final SignInAdmission signInAdmission;
    private final LoginRoutes loginRoutes;
    private final LoginApiRoutes loginApiRoutes;
    private final ResetRoutes resetRoutes;
    private final InvitationRoutes invitationRoutes;
    private final ConfirmRoutes confirmRoutes;
    private final AccountRoutes accountRoutes;
    private final ChangePasswordRoutes changePasswordRoutes;

    public Portal(
            Vertx vertx,
            Settings settings,
            Regions regions,
            Pool pool,
            PasswordHasher hasher,
            PasswordRules rules,
            Seal seal,
            AccessTokens accessTokens) {
        this.regions = regions;
        String builder = settings.text("builder");
        var limits = new Limits(settings);
        Duration maximum = settings.duration("session.maximum");
        var assets = new Assets(builder, regions);
        pages = new Pages(builder, regions, assets);
        var tokens = new SessionTokens(seal);
        Duration idle = settings.duration("session.idle");
        Duration overlap = settings.duration("session.refresh-overlap", "1m");
        var sessions = new SessionTable(pool, idle, overlap);
        var gate = new Gate(sessions, tokens, accessTokens);
        network = new Network(settings, "trusted-proxies");
        var callers = new CallerReader(network, tokens);
        var signIn = new SignIn(pool, hasher, limits, maximum);
        var cookies = new SignInCookies(tokens, maximum);
        var linkTokens = new LinkTokens(seal);
        var openLink = new OpenLink(regions, linkTokens, pool, limits);
        var requestReset = new RequestReset(vertx, pool, limits, settings.duration("reset.validity"));
        assetRoutes = new AssetRoutes(assets);
        frontRoutes = new FrontRoutes(pages, regions, gate);
        checkRoutes = new CheckRoutes(gate);
        apps = new Apps(settings);
        openIdRoutes = new OpenIdRoutes(apps, pool, seal, accessTokens, sessions, idle, overlap, gate, pages);
        signInAdmission = new SignInAdmission(hasher, callers, pages);
        loginRoutes = new LoginRoutes(signIn, sessions, cookies, gate, callers, pages);
        loginApiRoutes = new LoginApiRoutes(
                signIn, sessions, new Grants(sessions, tokens, accessTokens), accessTokens, gate, callers);
        resetRoutes = new ResetRoutes(
                requestReset,
                new RedeemReset(pool, hasher),
                openLink,
                new LinkPages(Purpose.RESET, openLink, rules, gate, callers, pages),
                gate,
                callers,
                pages);
        invitationRoutes = new InvitationRoutes(
                new RedeemInvitation(pool, hasher, maximum),
                new RenewInvitation(pool, linkTokens, limits, settings.duration("invitation.validity")),
                new LinkPages(Purpose.INVITATION, openLink, rules, gate, callers, pages),
                cookies,
                callers,
                pages);
        confirmRoutes = new ConfirmRoutes(
                pool, new LinkPages(Purpose.ADDRESS, openLink, rules, gate, callers, pages), gate, callers, pages);
        accountRoutes = new AccountRoutes(sessions, apps, gate, pages);
        changePasswordRoutes =
                new ChangePasswordRoutes(new ChangePassword(pool, hasher, limits), rules, gate, callers, pages);
    }

    /** The router of one event loop. */
    public Router router(Vertx vertx) {
        boolean secure = regions.all().stream().anyMatch(Region::isSecure);
        Router router = Routes.router(vertx, secure, formTargets(), new PortalFailures(pages));
        assetRoutes.mount(router);
        var portalRegion = new PortalRegion(regions, frontRoutes::elsewhere);
        router.route(CheckRoutes.PATH).handler(portalRegion.forwarded(network::forwardedHost));
        router.route().handler(portalRegion);
        var body = new Body(BODY_LIMIT_KB, LONGEST_BODY);
        openIdRoutes.mount(router, body);
        router.route().handler(new SameSite());
        signInAdmission.mount(router);
        router.route().handler(body);
        frontRoutes.mount(router);
        checkRoutes.mount(router);
        loginRoutes.mount(router);
        resetRoutes.mount(router);
        invitationRoutes.mount(router);
        confirmRoutes.mount(router);
        accountRoutes.mount(router);
        changePasswordRoutes.mount(router);
        loginApiRoutes.mount(router);
        return router;
    }

    /** Where a sign-in may lead to on another host. */
    private Collection<String> formTargets() {
        var homes = regions.all().stream().flatMap(region -> region.portalOrigin().stream());
        return Stream.concat(homes, apps.origins().stream()).distinct().toList();
    }
}
