package latchkey.admin.web;

import java.time.Duration;

/**
 * The server's limits for programs without a sign-in.
 *
 * @param leastBytesPerSecond of a body: a slower sender isn't a browser in use
 * @param idleWithoutPage for a session whose page never ran in a browser
 * @param strangersWithoutPage how many such sessions there may be without a sign-in
 * @param strangersWithPage how many others: more than a large office has open at the same time
 */
record ServerLimits(
        Duration longestHead,
        Duration longestBody,
        long leastBytesPerSecond,
        Duration idleWithoutPage,
        int strangersWithoutPage,
        int strangersWithPage) {

    static final ServerLimits USUAL =
            new ServerLimits(Duration.ofSeconds(20), Duration.ofMinutes(4), 200, Duration.ofMinutes(2), 500, 2_000);
}
