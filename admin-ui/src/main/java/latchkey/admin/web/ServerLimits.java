package latchkey.admin.web;

import java.time.Duration;

/**
 * What the server bears from programs that nobody has signed in to.
 *
 * @param leastBytesPerSecond of a body: a slower sender is not a person's browser
 * @param idleWithoutPage for a session whose page never ran in a browser: nobody will miss it
 * @param strangersWithoutPage in how many such sessions nobody may have signed in
 * @param strangersWithPage in how many others: more than a large office has open at the same time
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
