package latchkey.login;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import latchkey.page.Banner;
import latchkey.page.Banner.Tone;
import latchkey.page.Fault;
import latchkey.page.Page;

/**
 * The form that signs in.
 *
 * @param email as typed before, or empty
 * @param next the path on this host that a sign-in leads to, where it is not the account page
 */
public record LoginPage(String email, Optional<String> next, Optional<Banner> banner, List<Fault> faults)
        implements Page {

    /** What happened before the form was shown. */
    public enum Notice {
        PASSWORD_CHANGED(Tone.SUCCESS, "login.password-changed"),
        SIGNED_OUT(Tone.SUCCESS, "login.signed-out"),
        SESSION_ENDED(Tone.NOTE, "login.session-ended");

        private final Tone tone;
        private final String key;

        Notice(Tone tone, String key) {
            this.tone = tone;
            this.key = key;
        }
    }

    /** What has to be put right. Any pair that doesn't fit has the same one, so that nobody learns who is a client. */
    public enum Problem {
        EMAIL_MISSING("email", "email.missing"),
        EMAIL_MALFORMED("email", "email.malformed"),
        PASSWORD_MISSING("password", "login.password-missing"),
        WRONG_PAIR("password", "login.wrong-pair");

        private final String field;
        private final String key;

        Problem(String field, String key) {
            this.field = field;
            this.key = key;
        }
    }

    public static LoginPage empty(Optional<String> next) {
        return typed("", next);
    }

    public static LoginPage typed(String email, Optional<String> next) {
        return new LoginPage(email, next, Optional.empty(), List.of());
    }

    public LoginPage with(Notice notice) {
        return with(new Banner(notice.tone, notice.key, List.of()));
    }

    public LoginPage with(Problem... problems) {
        var faults = Stream.of(problems)
                .map(problem -> Fault.at(problem.field, problem.key))
                .toList();
        return new LoginPage(email, next, Optional.empty(), faults);
    }

    /** After too many wrong passwords. */
    public LoginPage limited(Duration wait) {
        return with(Banner.warning("login.limited", wait));
    }

    /** When every thread that hashes has its hands full for that long. */
    public LoginPage busy(int seconds) {
        return with(Banner.warning("login.busy", seconds));
    }

    private LoginPage with(Banner other) {
        return new LoginPage(email, next, Optional.of(other), List.of());
    }
}
