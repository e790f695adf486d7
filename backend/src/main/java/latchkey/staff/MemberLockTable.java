package latchkey.staff;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/**
 * Locks a staff member. It must be the first statement of a transaction, so that the one that ends the member's links
 * sees one that was made while this one waited.
 */
public final class MemberLockTable {

    private static final String OF = "select id from staff where id = $1 for no key update";
    private static final String OF_LINK =
            "select id from staff where id = (select staff_id from link where id = $1) for no key update";

    private MemberLockTable() {}

    public static Future<Void> of(SqlConnection transaction, UUID member) {
        return transaction.preparedQuery(OF).execute(Tuple.of(member)).mapEmpty();
    }

    static Future<Void> ofLink(SqlConnection transaction, UUID link) {
        return transaction.preparedQuery(OF_LINK).execute(Tuple.of(link)).mapEmpty();
    }
}
