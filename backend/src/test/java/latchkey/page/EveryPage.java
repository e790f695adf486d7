package latchkey.page;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.UUID;
import latchkey.account.AccountPage;
import latchkey.account.ChangePasswordPage;
import latchkey.change.AddressConfirmedPage;
import latchkey.change.ConfirmAddressPage;
import latchkey.front.FrontPage;
import latchkey.front.RegionsPage;
import latchkey.invitation.InvitationSentPage;
import latchkey.limit.Limited;
import latchkey.link.DeadLinkPage;
import latchkey.link.NewPasswordPage;
import latchkey.link.OtherHostPage;
import latchkey.link.Purpose;
import latchkey.login.LoginPage;
import latchkey.openid.AuthorizationErrorPage;
import latchkey.openid.SignOutPage;
import latchkey.password.pool.Busy;
import latchkey.portal.FailurePage;
import latchkey.region.LocalPath;
import latchkey.region.Region;
import latchkey.region.Regions;
import latchkey.reset.ForgotPasswordPage;
import latchkey.reset.ForgotPasswordSentPage;
import latchkey.session.SessionEnd;
import latchkey.text.UserAgent;
import latchkey.web.Refusal;

/** Each page in each of its states, by a name. */
final class EveryPage {

    /** A page and what stands above its content. */
    record Shown(Page page, Optional<Banner> banner, List<Fault> faults) {

        Buffer render(Pages pages, Region region) {
            return banner.map(message -> pages.render(region, page, message))
                    .orElseGet(() -> pages.render(region, page, faults));
        }
    }

    private static final Instant MOMENT = Instant.parse("2026-12-03T23:15:00Z");
    private static final Duration WAIT = Duration.ofMinutes(12);
    private static final Fault TOO_SHORT = Fault.at("password", "password.too-short", 12, 128);
    private static final Set<String> SAID =
            ResourceBundle.getBundle("messages/portal").keySet();
    private static final String EMAIL = "client.au@example.test";
    private static final String ANDROID = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/140.0.0.0 Mobile Safari/537.36";
    private static final String MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15"
            + " (KHTML, like Gecko) Version/18.5 Safari/605.1.15";

    private final Map<String, Shown> pages = new LinkedHashMap<>();

    private EveryPage(Region region, Regions regions) {
        put("front", FrontPage.of(region, regions));
        put("regions", RegionsPage.of(regions));
        login();
        reset();
        links();
        account();
        for (var kind : FailurePage.Kind.values()) {
            put("failure-" + kind, new FailurePage(kind, "7f3a9c2e", Optional.empty()));
        }
        put("failure-away-wait", FailurePage.of(503, "7f3a9c2e"));
        put(
                "failure-limited-wait",
                FailurePage.of(429, "7f3a9c2e").again(Instant.now().plus(WAIT)));
    }

    static Map<String, Shown> of(Region region, Regions regions) {
        return new EveryPage(region, regions).pages;
    }

    private void login() {
        put("login", new LoginPage("", Optional.empty()));
        for (String done : List.of("login.password-changed", "login.address-confirmed", "login.signed-out")) {
            put(done, new LoginPage("", Optional.empty()), Banner.success(done));
        }
        put("login-sign-in-first", new LoginPage("", Optional.empty()), Banner.note("login.sign-in-first"));
        for (SessionEnd end : SessionEnd.values()) {
            put(end.key(), new LoginPage("", Optional.empty()), Banner.note(end.key()));
        }
        var typed = new LoginPage(EMAIL, LocalPath.of("/account/password"));
        put("login-email-missing", typed, Fault.at("email", "email.missing"));
        put("login-password-missing", typed, Fault.at("password", "login.password-missing"));
        put(
                "login-both-missing",
                new LoginPage("", Optional.empty()),
                Fault.at("email", "email.missing"),
                Fault.at("password", "login.password-missing"));
        put("login-wrong-pair", typed, Fault.at("password", "login.wrong-pair"));
        put("login-access-off", typed, Banner.warning("login.access-off"));
        put("login-limited", typed, limited(), "login.limited");
        put("login-busy", typed, new Busy(8), "login.busy");
    }

    private void reset() {
        put("forgot", new ForgotPasswordPage(""));
        put("forgot-missing", new ForgotPasswordPage(""), Fault.at("email", "email.missing"));
        put("forgot-malformed", new ForgotPasswordPage("jane at example"), Fault.at("email", "email.no-at"));
        put("forgot-limited", new ForgotPasswordPage(EMAIL), limited(), "forgot.limited");
        put("forgot-sent", new ForgotPasswordSentPage(Duration.ofMinutes(30)));
    }

    private void links() {
        for (var why : AuthorizationErrorPage.Why.values()) {
            put("openid-error-" + why, new AuthorizationErrorPage(why));
        }
        put("openid-sign-out", new SignOutPage());
        put("invitation-sent", new InvitationSentPage());
        put(
                "other-host",
                new OtherHostPage("New Zealand", "nz.localhost", "http://nz.localhost:8080/invitation/token"));
        put("ADDRESS", new ConfirmAddressPage(EMAIL));
        put("address-confirmed", new AddressConfirmedPage(EMAIL));
        for (var purpose : List.of(Purpose.INVITATION, Purpose.RESET)) {
            var page = new NewPasswordPage(purpose, "Jane", EMAIL, 12);
            put(purpose + "", page);
            put(purpose + "-refused", page, TOO_SHORT);
            put(purpose + "-busy", page, new Busy(1), "password.busy");
        }
        for (var purpose : List.of(Purpose.INVITATION, Purpose.RESET, Purpose.ADDRESS)) {
            for (var why : DeadLinkPage.Why.values()) {
                var dead = new DeadLinkPage(purpose, why, Optional.of(MOMENT), "/invitation/token");
                if (SAID.contains(dead.key())) {
                    put(purpose + "-dead-" + why, dead);
                }
            }
        }
    }

    private void account() {
        var here = new AccountPage.Entry(
                new UUID(1, 1),
                UserAgent.of(ANDROID),
                MOMENT,
                MOMENT.plusSeconds(3600),
                true,
                List.of("My Home", "Warranty"));
        var mac = new AccountPage.Entry(
                new UUID(1, 2), UserAgent.of(MAC), MOMENT.minusSeconds(86400), MOMENT, false, List.of());
        var program = new AccountPage.Entry(new UUID(1, 3), UserAgent.of("okhttp/4"), MOMENT, MOMENT, false, List.of());
        var page = new AccountPage("Jane", "Citizen", EMAIL, Optional.of("/home"), List.of(here, mac, program));
        put("account", page);
        put("account-alone", new AccountPage("Jane", "Citizen", EMAIL, Optional.empty(), List.of(here)));
        for (String done : List.of("account.password-changed", "account.session-ended", "account.others-ended")) {
            put(done, page, Banner.success(done));
        }
        var change = new ChangePasswordPage(EMAIL, 12);
        put("change", change);
        put("change-current-missing", change, Fault.at("currentPassword", "change.current-missing"));
        put("change-same", change, Fault.at("password", "change.same"));
        put("change-current-wrong", change, Fault.at("currentPassword", "change.current-wrong"));
        put("change-refused", change, TOO_SHORT);
        put("change-limited", change, limited(), "login.limited");
        put("change-busy", change, new Busy(1), "password.busy");
    }

    private void put(String name, Page page, Fault... faults) {
        pages.put(name, new Shown(page, Optional.empty(), List.of(faults)));
    }

    private void put(String name, Page page, Refusal refusal, String key) {
        put(name, page, Banner.of(refusal, key));
    }

    private void put(String name, Page page, Banner banner) {
        pages.put(name, new Shown(page, Optional.of(banner), List.of()));
    }

    private static Limited limited() {
        return new Limited(Instant.now().plus(WAIT));
    }
}
