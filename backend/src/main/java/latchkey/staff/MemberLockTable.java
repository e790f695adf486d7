package latchkey.staff;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/**
 * Locks a staff member, as the first statement of a transaction: a link that was made while it waited has to be seen by
 * the one that ends the member's links.
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
