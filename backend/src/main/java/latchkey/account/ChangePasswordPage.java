package latchkey.account;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import latchkey.page.Banner;
import latchkey.page.Fault;
import latchkey.page.Page;

/**
 * The form by which a signed-in client changes the password.
 *
 * @param minimumLength the fewest characters of a password
 */
public record ChangePasswordPage(String email, int minimumLength, Optional<Banner> banner, List<Fault> faults)
        implements Page {

    public static ChangePasswordPage empty(String email, int minimumLength) {
        return new ChangePasswordPage(email, minimumLength, Optional.empty(), List.of());
    }

    public ChangePasswordPage currentMissing() {
        return refused(Fault.at("currentPassword", "change.current-missing"));
    }

    public ChangePasswordPage currentWrong() {
        return refused(Fault.at("currentPassword", "change.current-wrong"));
    }

    public ChangePasswordPage refused(Fault fault) {
        return new ChangePasswordPage(email, minimumLength, Optional.empty(), List.of(fault));
    }

    /** After too many wrong current passwords. */
    public ChangePasswordPage limited(Duration wait) {
        return with(Banner.warning("login.limited", wait));
    }

    /** When every thread that hashes has its hands full. */
    public ChangePasswordPage busy(int seconds) {
        return with(Banner.warning("password.busy", seconds));
    }

    private ChangePasswordPage with(Banner other) {
        return new ChangePasswordPage(email, minimumLength, Optional.of(other), List.of());
    }
}
