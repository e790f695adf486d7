package latchkey.database;

import latchkey.web.Refusal;
import org.jspecify.annotations.Nullable;

/** PostgreSQL can't be reached, or does not answer in time: no caller was told that anything was done. */
public final class DatabaseAway extends RuntimeException implements Refusal {

    private static final int RETRY_SECONDS = 5;

    /** An import holds the contacts that it changes until all of them are written. */
    private static final int RETRY_ROW_SECONDS = 30;

    private static final String ROW_HELD = "being-changed";

    private final String name;
    private final int retrySeconds;

    DatabaseAway(Throwable cause) {
        this("PostgreSQL can't be reached, or not in time: " + cause.getMessage(), cause, "unavailable", RETRY_SECONDS);
    }

    DatabaseAway(String message) {
        this(message, null, "unavailable", RETRY_SECONDS);
    }

    private DatabaseAway(String message, @Nullable Throwable cause, String name, int retrySeconds) {
        super(message, cause, false, false);
        this.name = name;
        this.retrySeconds = retrySeconds;
    }

    /** Another transaction is writing the same row. */
    static DatabaseAway rowHeld(Throwable cause) {
        return new DatabaseAway("Somebody else holds a row: " + cause.getMessage(), cause, ROW_HELD, RETRY_ROW_SECONDS);
    }

    /** Whether only one row is unavailable. */
    public boolean isRowHeld() {
        return name.equals(ROW_HELD);
    }

    @Override
    public int status() {
        return 503;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int retryAfterSeconds() {
        return retrySeconds;
    }
}
