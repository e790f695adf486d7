package latchkey.page;

import java.util.Optional;

/**
 * Where the browser finds the files that give a region its look: paths under {@code /static}.
 *
 * @param icon for the browser's tab
 * @param logo the configured one
 * @param initial the letter on the house that is shown if there is no logo
 */
public record Brand(String stylesheet, String script, String icon, Optional<String> logo, String initial) {}
