package latchkey.ops;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;

/** Whether the database can serve the next request. */
final class ReadinessTable {

    private static final String IS_WRITABLE = "select current_setting('transaction_read_only') = 'off' as writable";

    private final Pool pool;

    ReadinessTable(Pool pool) {
        this.pool = pool;
    }

    /** False for a server that is read-only: a standby, or one that was made a standby. */
    Future<Boolean> isWritable() {
        return pool.preparedQuery(IS_WRITABLE)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean("writable"));
    }
}
