package latchkey.database;

import latchkey.web.Refusal;
import org.jspecify.annotations.Nullable;

/** PostgreSQL can't be reached, or does not answer in time: nothing was done that anybody was told of. */
public final class DatabaseAway extends RuntimeException implements Refusal {

    private static final int RETRY_SECONDS = 5;

    DatabaseAway(Throwable cause) {
        this("PostgreSQL can't be reached, or not in time: " + cause.getMessage(), cause);
    }

    DatabaseAway(String message) {
        this(message, null);
    }

    private DatabaseAway(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }

    @Override
    public int status() {
        return 503;
    }

    @Override
    public String name() {
        return "unavailable";
    }

    @Override
    public int retryAfterSeconds() {
        return RETRY_SECONDS;
    }
}
