package latchkey.search;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import latchkey.contact.PortalStatus;

/** Counts contacts by region and status; {@link CountContacts} chooses how. */
final class CountTable {

    private static final String STATUS =
            "case when portal = 'INVITED' and invitation_expires_at <= now() then 'EXPIRED' else portal end";

    /** Counted from an index of all contacts, and one of the archived ones. */
    private static final String ALL = """
        select region, status, sum(count)::bigint as count
        from (
            select region, %1$s as status, count(*) as count from contact group by 1, 2
            union all
            select region, %1$s, -count(*) from contact where archived_at is not null group by 1, 2
        ) as counted
        group by 1, 2
        having sum(count) > 0
        """.formatted(STATUS);

    /** The count of a region and a status. */
    record Cell(String region, PortalStatus status, long count) {

        boolean isIn(ContactFilter filter) {
            return filter.regions().contains(region)
                    && (filter.status().isEmpty() || filter.status().get() == status);
        }

        Cell times(double factor) {
            return new Cell(region, status, Math.round(count * factor));
        }
    }

    private final Pool pool;

    CountTable(Pool pool) {
        this.pool = pool;
    }

    Future<List<Cell>> all() {
        return pool.preparedQuery(ALL)
                .mapping(CountTable::cell)
                .execute()
                .map(rows -> rows.stream().toList());
    }

    Future<List<Cell>> found(ContactFilter filter) {
        return searched("contact c where " + filter.condition(), filter);
    }

    /** What a search finds in this percentage of the table's pages, in every region and status. */
    Future<List<Cell>> sampled(ContactFilter filter, int percent) {
        String present = filter.archived() ? "" : " and c.archived_at is null";
        return searched("contact c tablesample system (" + percent + ") where " + filter.search() + present, filter);
    }

    private Future<List<Cell>> searched(String from, ContactFilter filter) {
        String sql = """
            select region, %s as status, count(*) as count
            from (select c.region, c.portal, c.invitation_expires_at from %s) as found
            group by 1, 2
            """.formatted(STATUS, from);
        return pool.preparedQuery(sql)
                .mapping(CountTable::cell)
                .execute(Tuple.tuple(filter.parameters()))
                .map(rows -> rows.stream().toList());
    }

    private static Cell cell(Row row) {
        return new Cell(row.getString("region"), PortalStatus.valueOf(row.getString("status")), row.getLong("count"));
    }
}
