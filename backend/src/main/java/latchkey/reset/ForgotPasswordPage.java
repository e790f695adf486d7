package latchkey.reset;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import latchkey.page.Banner;
import latchkey.page.Fault;
import latchkey.page.Page;

/**
 * The form that asks for a reset link.
 *
 * @param email as typed before, or empty
 */
public record ForgotPasswordPage(String email, Optional<Banner> banner, List<Fault> faults) implements Page {

    public static ForgotPasswordPage empty() {
        return new ForgotPasswordPage("", Optional.empty(), List.of());
    }

    /** What was typed is no address, or nothing at all. */
    public static ForgotPasswordPage malformed(String email) {
        String key = email.isBlank() ? "email.missing" : "email.malformed";
        return new ForgotPasswordPage(email, Optional.empty(), List.of(Fault.at("email", key)));
    }

    /** After too many requests from one network. */
    public static ForgotPasswordPage limited(String email, Duration wait) {
        return new ForgotPasswordPage(email, Optional.of(Banner.warning("forgot.limited", wait)), List.of());
    }
}
