package latchkey.password.pool;

import latchkey.web.Refusal;

/**
 * The hash can't be computed in time: answer 503 with this {@code Retry-After}. Stackless, since a storm makes many.
 */
public final class Busy extends RuntimeException implements Refusal {

    private final int retryAfterSeconds;

    public Busy(int retryAfterSeconds) {
        super("No thread hashes this in time", null, false, false);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    @Override
    public int status() {
        return 503;
    }

    @Override
    public String name() {
        return "busy";
    }

    @Override
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
