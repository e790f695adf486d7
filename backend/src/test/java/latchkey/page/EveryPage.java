package latchkey.page;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import latchkey.account.AccountPage;
import latchkey.account.ChangePasswordPage;
import latchkey.front.FrontPage;
import latchkey.front.RegionsPage;
import latchkey.invitation.DeadInvitationPage;
import latchkey.invitation.InvitationPage;
import latchkey.login.LoginPage;
import latchkey.portal.FailurePage;
import latchkey.region.Region;
import latchkey.region.Regions;
import latchkey.reset.DeadResetPage;
import latchkey.reset.ForgotPasswordPage;
import latchkey.reset.ForgotPasswordSentPage;
import latchkey.reset.ResetPasswordPage;
import latchkey.text.UserAgent;

/** Each page in each of its states, by a name. */
final class EveryPage {

    private static final Instant MOMENT = Instant.parse("2026-12-03T23:15:00Z");
    private static final Duration WAIT = Duration.ofMinutes(12);
    private static final String EMAIL = "client.au@example.test";
    private static final String ANDROID = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/140.0.0.0 Mobile Safari/537.36";
    private static final String MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15"
            + " (KHTML, like Gecko) Version/18.5 Safari/605.1.15";

    private final Map<String, Page> pages = new LinkedHashMap<>();

    private EveryPage(Region region, Regions regions) {
        pages.put("front", FrontPage.of(region, regions));
        pages.put("regions", RegionsPage.of(regions));
        login();
        reset();
        invitation();
        account();
        for (var kind : FailurePage.Kind.values()) {
            pages.put("failure-" + kind, new FailurePage(kind, "7f3a9c2e", Optional.empty()));
        }
        pages.put("failure-away-wait", FailurePage.of(503, "7f3a9c2e"));
        pages.put("failure-limited-wait", FailurePage.of(429, "7f3a9c2e").after(WAIT));
    }

    static Map<String, Page> of(Region region, Regions regions) {
        return new EveryPage(region, regions).pages;
    }

    private void login() {
        pages.put("login", LoginPage.empty(Optional.empty()));
        var typed = LoginPage.typed(EMAIL, Optional.of("/account/password"));
        for (var notice : LoginPage.Notice.values()) {
            pages.put("login-" + notice, LoginPage.empty(Optional.empty()).with(notice));
        }
        for (var problem : LoginPage.Problem.values()) {
            pages.put("login-" + problem, typed.with(problem));
        }
        pages.put(
                "login-both-missing", typed.with(LoginPage.Problem.EMAIL_MISSING, LoginPage.Problem.PASSWORD_MISSING));
        pages.put("login-limited", typed.limited(WAIT));
        pages.put("login-busy", typed.busy(8));
    }

    private void reset() {
        pages.put("forgot", ForgotPasswordPage.empty());
        pages.put("forgot-missing", ForgotPasswordPage.malformed(""));
        pages.put("forgot-malformed", ForgotPasswordPage.malformed("jane at example"));
        pages.put("forgot-limited", ForgotPasswordPage.limited(EMAIL, WAIT));
        pages.put("forgot-sent", new ForgotPasswordSentPage(Duration.ofMinutes(30)));
        var page = ResetPasswordPage.empty(EMAIL, 12);
        pages.put("reset", page);
        pages.put("reset-refused", page.refused(Fault.at("password", "password.too-short", 12, 128)));
        pages.put("reset-busy", page.busy(8));
        for (var why : DeadResetPage.Why.values()) {
            pages.put("reset-dead-" + why, new DeadResetPage(why, Optional.of(MOMENT)));
        }
    }

    private void invitation() {
        var page = InvitationPage.empty("Jane", EMAIL, 12);
        pages.put("invitation", page);
        pages.put("invitation-refused", page.refused(Fault.at("password", "password.too-short", 12, 128)));
        pages.put("invitation-busy", page.busy(1));
        for (var why : DeadInvitationPage.Why.values()) {
            pages.put("invitation-dead-" + why, new DeadInvitationPage(why, Optional.of(MOMENT)));
        }
    }

    private void account() {
        var here = new AccountPage.Entry(new UUID(1, 1), UserAgent.of(ANDROID), MOMENT, MOMENT.plusSeconds(3600), true);
        var mac = new AccountPage.Entry(new UUID(1, 2), UserAgent.of(MAC), MOMENT.minusSeconds(86400), MOMENT, false);
        var program = new AccountPage.Entry(new UUID(1, 3), UserAgent.of("okhttp/4"), MOMENT, MOMENT, false);
        var page = new AccountPage("Jane", "Citizen", EMAIL, List.of(here, mac, program), Optional.empty());
        pages.put("account", page);
        pages.put("account-alone", new AccountPage("Jane", "Citizen", EMAIL, List.of(here), Optional.empty()));
        for (var notice : AccountPage.Notice.values()) {
            pages.put("account-" + notice, page.with(notice));
        }
        var change = ChangePasswordPage.empty(EMAIL, 12);
        pages.put("change", change);
        pages.put("change-current-missing", change.currentMissing());
        pages.put("change-current-wrong", change.currentWrong());
        pages.put("change-refused", change.refused(Fault.at("password", "password.too-short", 12, 128)));
        pages.put("change-limited", change.limited(WAIT));
        pages.put("change-busy", change.busy(1));
    }
}
