package latchkey.transfer;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import latchkey.api.SignedInStaff;
import latchkey.database.Rows;

/** The imports that added contacts. */
final class PastImportTable {

    private static final String NEWEST = """
        select i.id, i.created_at, m.name, sum(i.added) as added
        from contact_import i join staff m on m.id = i.staff_id
        where i.region = any ($1::text[])
        group by i.id, i.created_at, m.name order by i.id desc limit $2
        """;

    private final Pool pool;

    PastImportTable(Pool pool) {
        this.pool = pool;
    }

    /** Those in the member's regions. */
    Future<List<PastImport>> newest(SignedInStaff member, int most) {
        return pool.preparedQuery(NEWEST)
                .mapping(PastImportTable::pastImport)
                .execute(Tuple.tuple().addValue(member.regionCodes()).addValue(most))
                .map(rows -> rows.stream().toList());
    }

    private static PastImport pastImport(Row row) {
        return new PastImport(
                row.getUUID("id"), Rows.instant(row, "created_at"), row.getString("name"), row.getLong("added"));
    }
}
