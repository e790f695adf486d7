package latchkey.reset;

import java.time.Duration;
import latchkey.page.Page;

/**
 * What happens after a reset link was asked for: the same for every address, known or not.
 *
 * @param validity how long the link works
 */
public record ForgotPasswordSentPage(Duration validity) implements Page {}
