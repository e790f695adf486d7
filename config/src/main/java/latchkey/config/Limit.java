package latchkey.config;

import java.time.Duration;

/** At most {@code count} in {@code period}. */
public record Limit(int count, Duration period) {

    public static final Limit OFF = new Limit(Integer.MAX_VALUE, Duration.ofSeconds(1));

    /** The period in seconds, at least 1. */
    public int seconds() {
        return Math.toIntExact(Math.max(1, period.toSeconds()));
    }

    public boolean isOff() {
        return count == Integer.MAX_VALUE;
    }
}
