package latchkey.login;

import java.util.Optional;
import latchkey.page.Page;
import latchkey.region.LocalPath;

/**
 * The form that signs in.
 *
 * @param email as typed before, or empty
 * @param next the path on this host that a sign-in leads to, if somebody came from there
 */
public record LoginPage(String email, Optional<LocalPath> next) implements Page {}
