package latchkey.transfer;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import latchkey.contact.Contact;
import latchkey.search.ContactFilter;

/** Reads what a filter matches piece by piece, each beginning where the last one ended: no cursor, no long transaction. */
final class ExportTable {

    private static final int PIECE = 1_000;
    private static final UUID FIRST = new UUID(0, 0);

    private final Pool pool;

    ExportTable(Pool pool) {
        this.pool = pool;
    }

    Future<List<Contact>> first(ContactFilter filter) {
        return after(filter, FIRST);
    }

    Future<List<Contact>> after(ContactFilter filter, UUID last) {
        var parameters = new ArrayList<>(filter.parameters());
        parameters.add(last);
        String sql = Contact.COLUMNS + Contact.FROM + "where " + filter.condition() + " and c.id > $"
                + parameters.size() + " order by c.id limit " + PIECE;
        return pool.preparedQuery(sql)
                .mapping(Contact::of)
                .execute(Tuple.tuple(parameters))
                .map(rows -> rows.stream().toList());
    }
}
