package latchkey.reset;

import java.time.Duration;
import latchkey.page.Page;

/**
 * Shown after a request for a reset link: the same for every address, known or not.
 *
 * @param validity how long the link works
 */
public record ForgotPasswordSentPage(Duration validity) implements Page {}
