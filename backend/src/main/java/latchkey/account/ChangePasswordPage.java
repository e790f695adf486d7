package latchkey.account;

import latchkey.page.Page;

/**
 * The form by which a signed-in client changes the password.
 *
 * @param minimumLength the fewest characters of a password
 */
public record ChangePasswordPage(String email, int minimumLength) implements Page {}
