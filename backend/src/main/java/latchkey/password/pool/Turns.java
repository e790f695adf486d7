package latchkey.password.pool;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Says to those who are refused when to come back: each has a turn of its own, and turns pass about as fast as work is
 * done. With one short time for everybody most would be back too early, again and again, and refusing them is work too.
 * Not for several threads.
 */
final class Turns {

    private static final double NANOS = 1e9;
    private static final int LONGEST_SECONDS = 30;

    /** More than can be served: not everybody comes back, and those of the same second don't come evenly. */
    private static final double AT_ONCE = 1.25;

    private double ahead;
    private long counted;

    /**
     * The seconds until the next turn that nobody has, from 1 to 30.
     *
     * @param perSecond how much work is done, 0 if that is not known yet
     * @param now the time in nanoseconds
     */
    int next(double perSecond, long now) {
        if (perSecond == 0) {
            return ThreadLocalRandom.current().nextInt(1, 4);
        }
        double passing = perSecond * AT_ONCE;
        ahead = ahead == 0 ? 0 : Math.max(0, ahead - passing * (now - counted) / NANOS);
        counted = now;
        ahead = Math.min(ahead + 1, passing * LONGEST_SECONDS);
        // What was multiplied by 30 may be a little more than 30 once it is divided again.
        return Math.min((int) Math.ceil(ahead / passing), LONGEST_SECONDS);
    }
}
