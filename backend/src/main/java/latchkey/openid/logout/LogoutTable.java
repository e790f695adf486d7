package latchkey.openid.logout;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** The applications to notify of ended sessions; a trigger writes the rows, wherever a session ends. */
final class LogoutTable {

    /** The pause doubles after each attempt, up to about an hour; after a day the row is dropped. */
    private static final String CLAIM = """
        with given_up as (
            delete from app_logout where created_at < now() - interval '1 day'
        ), of_each as (
            select id, next_attempt_at, row_number() over (partition by app order by next_attempt_at) as place
            from app_logout
            where next_attempt_at <= now() and created_at >= now() - interval '1 day'
        ), due as (
            select app_logout.id from app_logout join of_each using (id)
            order by of_each.place, of_each.next_attempt_at limit $1
            for update of app_logout skip locked
        )
        update app_logout l set attempts = attempts + 1,
            next_attempt_at = now() + interval '15 seconds' * power(2, least(attempts, 8))
        from due where l.id = due.id
        returning l.id, app, region, session_id, account_id, attempts
        """;

    private static final String DONE = "delete from app_logout where id = $1";

    private final Pool pool;

    LogoutTable(Pool pool) {
        this.pool = pool;
    }

    /** Notifications that are due; other backends don't get them for a while. */
    Future<List<DueLogout>> claim(int most) {
        return pool.preparedQuery(CLAIM)
                .mapping(LogoutTable::due)
                .execute(Tuple.of(most))
                .map(rows -> rows.stream().toList());
    }

    Future<Void> done(DueLogout logout) {
        return pool.preparedQuery(DONE).execute(Tuple.of(logout.id())).mapEmpty();
    }

    private static DueLogout due(Row row) {
        return new DueLogout(
                row.getLong("id"),
                row.getString("app"),
                row.getString("region"),
                row.getUUID("session_id"),
                row.getUUID("account_id"),
                row.getInteger("attempts"));
    }
}
