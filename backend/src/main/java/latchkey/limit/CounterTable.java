package latchkey.limit;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;
import latchkey.database.Rows;

/**
 * Counts without any other change. The statement writes only to an unlogged table, and so does not wait for the disk:
 * those that share a counter, such as a network's, hold each other up no longer than it runs.
 */
public final class CounterTable {

    private static final String TAKE = "with " + Counters.TAKE + "select max(until) as until from over";

    /** Deletes the counters to be cleared ($2) and takes one count back from the others. */
    private static final String GIVE_BACK = """
        with locked as (
            select key from rate_limit where key = any ($1::text[] || $2::text[]) order by key for update
        ), cleared as (
            delete from rate_limit using locked where rate_limit.key = locked.key and locked.key = any ($2::text[])
        )
        update rate_limit set used = greatest(used - 1, 0) from locked
        where rate_limit.key = locked.key and locked.key <> all ($2::text[])
        """;

    private final Pool pool;

    public CounterTable(Pool pool) {
        this.pool = pool;
    }

    /** Fails with {@link Limited} if a limit is exceeded. */
    public Future<Void> take(Counters counters) {
        return pool.preparedQuery(TAKE)
                .execute(counters.parameters())
                .map(rows -> Rows.optionalInstant(rows.iterator().next(), "until"))
                .map(Limited.by(Function.identity()))
                .mapEmpty();
    }

    /** Gives back what was taken from the counters, and clears those with the other names. */
    public Future<Void> giveBack(Counters counters, List<String> cleared) {
        return pool.preparedQuery(GIVE_BACK)
                .execute(Tuple.tuple()
                        .addValue(counters.keys().toArray(String[]::new))
                        .addValue(cleared.toArray(String[]::new)))
                .mapEmpty();
    }
}
