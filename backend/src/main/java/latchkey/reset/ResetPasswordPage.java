package latchkey.reset;

import java.util.List;
import java.util.Optional;
import latchkey.page.Banner;
import latchkey.page.Fault;
import latchkey.page.Page;

/**
 * The form behind the link of a reset mail.
 *
 * @param minimumLength the fewest characters of a password
 */
public record ResetPasswordPage(String email, int minimumLength, Optional<Banner> banner, List<Fault> faults)
        implements Page {

    public static ResetPasswordPage empty(String email, int minimumLength) {
        return new ResetPasswordPage(email, minimumLength, Optional.empty(), List.of());
    }

    public ResetPasswordPage refused(Fault fault) {
        return new ResetPasswordPage(email, minimumLength, Optional.empty(), List.of(fault));
    }

    /** When every thread that hashes has its hands full; the link still works. */
    public ResetPasswordPage busy(int seconds) {
        return new ResetPasswordPage(
                email, minimumLength, Optional.of(Banner.warning("password.busy", seconds)), List.of());
    }
}
