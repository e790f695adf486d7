package latchkey.database;

import io.vertx.pgclient.PgException;

/** The SQLSTATEs that a use case expects, by name. */
public final class SqlState {

    private SqlState() {}

    /** A row with the same key exists (23505). */
    public static boolean isDuplicateKey(Throwable failure) {
        return failure instanceof PgException pg && "23505".equals(pg.getSqlState());
    }
}
