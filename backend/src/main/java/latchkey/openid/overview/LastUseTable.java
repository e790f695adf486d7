package latchkey.openid.overview;

import static java.util.stream.Collectors.toMap;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import latchkey.database.Rows;

/** When applications last signed somebody in. */
final class LastUseTable {

    private static final String READ = """
        select asked.app, last.redeemed_at from unnest($1::text[]) as asked (app)
        cross join lateral (
            select g.redeemed_at from app_grant g where g.app = asked.app and g.redeemed_at is not null
            order by g.created_at desc limit 1) last
        """;

    private final Pool pool;

    LastUseTable(Pool pool) {
        this.pool = pool;
    }

    /** By the application's id; an application not used within the retention of sessions is absent. */
    Future<Map<String, Instant>> read(List<String> apps) {
        return pool.preparedQuery(READ)
                .execute(Tuple.of((Object) apps.toArray(String[]::new)))
                .map(rows -> rows.stream()
                        .collect(toMap(row -> row.getString("app"), row -> Rows.instant(row, "redeemed_at"))));
    }
}
