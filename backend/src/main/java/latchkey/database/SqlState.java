package latchkey.database;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** The SQLSTATEs that the application expects, by name. */
public final class SqlState {

    /** Connection lost, too few resources, shutting down, statement timed out. */
    private static final Set<String> AWAY = Set.of("08", "53", "57", "58");

    private SqlState() {}

    /** A row with the same key exists (23505). */
    public static boolean isDuplicateKey(Throwable failure) {
        return failure instanceof PgException pg && "23505".equals(pg.getSqlState());
    }

    /** A text that PostgreSQL can't store (class 22), such as one with a NUL. */
    public static boolean isInvalidText(Throwable failure) {
        return failure instanceof PgException pg
                && pg.getSqlState() != null
                && pg.getSqlState().startsWith("22");
    }

    /** There is no such table (42P01). */
    public static boolean isNoTable(Throwable failure) {
        return failure instanceof PgException pg && "42P01".equals(pg.getSqlState());
    }

    /** A wrong user or password (class 28), or no such database (3D000). */
    public static boolean isNoAdmission(PgException failure) {
        String state = failure.getSqlState();
        return state != null && (state.startsWith("28") || state.equals("3D000"));
    }

    /** PostgreSQL can't be reached, or not in time. */
    public static boolean isUnavailable(Throwable failure) {
        return switch (failure) {
            case PgException pg ->
                pg.getSqlState() != null && AWAY.contains(pg.getSqlState().substring(0, 2));
            case TimeoutException timeout -> true;
            case IOException io -> true;
            case VertxException vertx -> true;
            default ->
                "io.vertx.core.impl.NoStackTraceThrowable"
                        .equals(failure.getClass().getName());
        };
    }
}
