package latchkey.config;

import java.time.Duration;

/** At most {@code count} in {@code period}. */
public record Limit(int count, Duration period) {

    public static final Limit OFF = new Limit(Integer.MAX_VALUE, Duration.ofSeconds(1));

    public boolean isOff() {
        return count == Integer.MAX_VALUE;
    }
}
