package latchkey.login;

import java.util.Optional;
import latchkey.page.Page;

/**
 * The form that signs in.
 *
 * @param email as typed before, or empty
 * @param next the path on this host that a sign-in leads to, if it isn't the account page
 */
public record LoginPage(String email, Optional<String> next) implements Page {}
