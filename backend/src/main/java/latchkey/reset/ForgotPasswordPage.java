package latchkey.reset;

import latchkey.page.Page;

/**
 * The form that asks for a reset link.
 *
 * @param email as typed before, or empty
 */
public record ForgotPasswordPage(String email) implements Page {}
