package latchkey.password;

/** The hash can't be computed in time: answer 503 with this {@code Retry-After}. Stackless, since a storm makes many. */
public final class Busy extends RuntimeException {

    private final int retryAfterSeconds;

    public Busy(int retryAfterSeconds) {
        super("No thread hashes this in time", null, false, false);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
