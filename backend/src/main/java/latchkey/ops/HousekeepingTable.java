package latchkey.ops;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;

/** What is deleted, and when: a few rows at a time, so that nobody waits for them and a failure undoes little. */
final class HousekeepingTable {

    /**
     * A kind of expired data: its name for operators, and the statement that deletes at most $1 rows older than $2
     * seconds.
     */
    enum Chore {
        /** Counters whose period is over. */
        COUNTERS("counters", """
            delete from rate_limit where key = any (array(
                select key from rate_limit where until < now() - make_interval(secs => $2)
                limit $1 for update skip locked))
            """),

        /** Sessions that are over, at the latest when nobody has used them for 90 days. */
        SESSIONS("sessions", """
            delete from session where id = any (array(
                select id from session
                where coalesce(ended_at, least(expires_at, last_seen_at + interval '90 days'))
                    < now() - make_interval(secs => $2)
                limit $1 for update skip locked))
            """),

        /** Codes that no application redeemed; the others go with their session. */
        CODES("codes", """
            delete from app_grant where id = any (array(
                select id from app_grant where redeemed_at is null and created_at < now() - make_interval(secs => $2)
                limit $1 for update skip locked))
            """),

        /** Typed addresses that belong to no contact. */
        TYPED_ADDRESSES("typed-addresses", """
            update event set details = details - 'email' || '{"forgotten": true}' where id = any (array(
                select id from event
                where contact_id is null and details ? 'email' and at < now() - make_interval(secs => $2)
                limit $1 for update skip locked))
            """),

        /**
         * Links that were used, ended or expired. A contact keeps the newest invitation: the diagnosis mentions it, and
         * opening it years later says that the account exists.
         */
        LINKS("links", """
            with old as (
                select id from link l
                where created_at < now() - make_interval(secs => $2)
                    and coalesce(used_at, ended_at, expires_at) < now() - make_interval(secs => $2)
                    and not exists (select from contact c where c.id = l.contact_id and c.invitation_id = l.id)
                limit $1 for update skip locked
            ), mails as (
                update mail set link_id = null where link_id in (select id from old)
            )
            delete from link where id in (select id from old)
            """),

        /** Mails that left, bounced or were given up. */
        MAILS("mails", """
            delete from mail where id = any (array(
                select id from mail
                where next_attempt_at is null and created_at < now() - make_interval(secs => $2)
                limit $1 for update skip locked))
            """),

        /** The history. */
        EVENTS("events", """
            delete from event where id = any (array(
                select id from event where at < now() - make_interval(secs => $2) limit $1 for update skip locked))
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

    /** How many rows it deleted; fewer than asked for if nothing is left. */
    Future<Integer> delete(Chore chore, Duration age, int most) {
        return pool.preparedQuery(chore.statement)
                .execute(Tuple.of(most, age.toSeconds()))
                .map(rows -> rows.rowCount());
    }
}
