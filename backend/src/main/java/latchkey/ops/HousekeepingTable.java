package latchkey.ops;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;

/** What is forgotten, and when: a few rows at a time, so that nobody waits for them and none of it is done in vain. */
final class HousekeepingTable {

    /**
     * What is forgotten: what operators call it, and the statement that forgets at most as many as its parameter says.
     */
    enum Chore {
        /** Counters that ran out. */
        COUNTERS("counters", """
            delete from rate_limit where key = any (array(
                select key from rate_limit where until < now() - interval '1 hour' limit $1 for update skip locked))
            """),

        /** Sessions that have been over for 90 days. */
        SESSIONS("sessions", """
            delete from session where id = any (array(
                select id from session
                where coalesce(ended_at, least(expires_at, last_seen_at + interval '90 days')) < now() - interval '90 days'
                limit $1 for update skip locked))
            """),

        /** Addresses of nobody we know that were typed more than 30 days ago. */
        TYPED_ADDRESSES("typed-addresses", """
            update event set details = details - 'email' where id = any (array(
                select id from event
                where contact_id is null and details ? 'email' and at < now() - interval '30 days'
                limit $1 for update skip locked))
            """);

        private final String label;
        private final String statement;

        Chore(String label, String statement) {
            this.label = label;
            this.statement = statement;
        }

        String label() {
            return label;
        }
    }

    private final Pool pool;

    HousekeepingTable(Pool pool) {
        this.pool = pool;
    }

    /** How many rows it did; fewer than asked for if nothing is left. */
    Future<Integer> bite(Chore chore, int most) {
        return pool.preparedQuery(chore.statement).execute(Tuple.of(most)).map(rows -> rows.rowCount());
    }
}
