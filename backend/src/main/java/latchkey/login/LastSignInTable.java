package latchkey.login;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;

/** From the events of sign-ins to the contacts that they are of. */
final class LastSignInTable {

    /** Where to begin when nobody knows what was carried before: the last day is looked through. */
    static final long START = -1;

    private static final int MOST = 2000;

    /**
     * Looks at the next sign-ins after an event ($1). Events get their numbers a moment before they can be seen, so the
     * next look begins after the last one that is older than any statement may take; what is younger is carried again.
     */
    private static final String CARRY = """
            with recent as (
                select id, contact_id, at from event
                where kind = 'sign-in-succeeded'
                    and id > case when $1::bigint >= 0 then $1
                        else (select coalesce(min(id), 0) - 1 from event where at > now() - interval '1 day') end
                order by id limit %d
            ), latest as (
                select contact_id, max(at) as at from recent group by contact_id
            ), carried as (
                update contact set last_sign_in_at = latest.at from latest
                where contact.id = latest.contact_id
                    and (contact.last_sign_in_at is null or contact.last_sign_in_at < latest.at)
            )
            select coalesce(max(id) filter (where at < now() - interval '5 seconds'), $1) as next from recent
            """.formatted(MOST);

    private final Pool pool;

    LastSignInTable(Pool pool) {
        this.pool = pool;
    }

    /** @return after which event the next look begins */
    Future<Long> carry(long after) {
        return pool.preparedQuery(CARRY)
                .execute(Tuple.of(after))
                .map(rows -> rows.iterator().next().getLong("next"));
    }
}
