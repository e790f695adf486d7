package latchkey.ops;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;

/** What is forgotten, and when. */
final class HousekeepingTable {

    private static final String TIDY = """
            with counters as (
                delete from rate_limit where until < now() - interval '1 hour'
            ), sessions as (
                delete from session
                where coalesce(ended_at, least(expires_at, last_seen_at + interval '90 days')) < now() - interval '90 days'
            )
            update event set details = details - 'email'
            where contact_id is null and at < now() - interval '30 days' and details ? 'email'
            """;

    private final Pool pool;

    HousekeepingTable(Pool pool) {
        this.pool = pool;
    }

    /** Counters that ran out, sessions that are long over, and addresses that strangers typed more than 30 days ago. */
    Future<Void> tidy() {
        return pool.preparedQuery(TIDY).execute().mapEmpty();
    }
}
