package latchkey.database;

import io.vertx.pgclient.PgException;
import java.util.Set;

/** The SQLSTATEs that the application expects, by name. */
public final class SqlState {

    /** Connection lost, authentication failed, no such database, too few resources, shutting down, disk failed. */
    private static final Set<String> AWAY = Set.of("08", "28", "3D", "53", "57", "58");

    private SqlState() {}

    /** A row with the same key exists (23505). */
    public static boolean isDuplicateKey(Throwable failure) {
        return failure instanceof PgException pg && "23505".equals(pg.getSqlState());
    }

    /** A text that PostgreSQL can't store, such as one with a NUL (22021, 22P05). */
    static boolean isInvalidText(PgException failure) {
        return "22021".equals(failure.getSqlState()) || "22P05".equals(failure.getSqlState());
    }

    /** A wrong user or password (class 28), or no such database (3D000). */
    static boolean isAuthenticationFailure(PgException failure) {
        return "28".equals(kind(failure)) || "3D".equals(kind(failure));
    }

    /** The role lacks the right (42501). */
    static boolean isForbidden(PgException failure) {
        return "42501".equals(failure.getSqlState());
    }

    /** The other side speaks PostgreSQL's language, but not all of it (08P01): a pooler. */
    static boolean isProtocolFault(PgException failure) {
        return "08P01".equals(failure.getSqlState());
    }

    /**
     * It lost a deadlock or could not be serialised (40P01, 40001): nothing was done, and another attempt may succeed.
     */
    static boolean isWorthAnotherTry(Throwable failure) {
        return failure instanceof PgException pg && "40".equals(kind(pg));
    }

    /** Another transaction has locked a row for longer than a statement waits (55P03). */
    static boolean isRowHeld(PgException failure) {
        return "55P03".equals(failure.getSqlState());
    }

    /** It took longer than a statement may (57014). */
    static boolean isTimeout(PgException failure) {
        return "57014".equals(failure.getSqlState());
    }

    /** PostgreSQL can't serve anybody, or only readers (25006). */
    static boolean isAway(PgException failure) {
        return AWAY.contains(kind(failure)) || "25006".equals(failure.getSqlState());
    }

    private static String kind(PgException failure) {
        String state = failure.getSqlState();
        return state == null || state.length() < 2 ? "" : state.substring(0, 2);
    }
}
