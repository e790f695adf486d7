package latchkey.reset;

import latchkey.page.Fault;
import latchkey.page.Page;

/**
 * The form that asks for a reset link.
 *
 * @param email as typed before, or empty
 */
public record ForgotPasswordPage(String email) implements Page {

    /** What was typed is no address, or nothing at all. */
    Fault malformed() {
        return Fault.at("email", email.isBlank() ? "email.missing" : "email.malformed");
    }
}
