package latchkey.session;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/**
 * Locks a client: the contact, then the account, in the order used everywhere. It must be the first statement of a
 * transaction, so that the next one sees what was written while this one waited.
 */
public final class ClientLockTable {

    private static final String LOCK = """
        with locked as (
            select id from contact where id = %s for no key update
        ), of_account as (
            select a.id from account a join locked on a.contact_id = locked.id for no key update of a
        )
        select id, (select count(*) from of_account) from locked
        """;

    private static final String OF = LOCK.formatted("$1");
    private static final String OF_ACCOUNT = LOCK.formatted("(select contact_id from account where id = $1)");
    private static final String OF_LINK = LOCK.formatted("(select contact_id from link where id = $1)");

    private ClientLockTable() {}

    public static Future<Void> of(SqlConnection transaction, UUID contact) {
        return transaction.preparedQuery(OF).execute(Tuple.of(contact)).mapEmpty();
    }

    public static Future<Void> ofAccount(SqlConnection transaction, UUID account) {
        return transaction.preparedQuery(OF_ACCOUNT).execute(Tuple.of(account)).mapEmpty();
    }

    public static Future<Void> ofLink(SqlConnection transaction, UUID link) {
        return transaction.preparedQuery(OF_LINK).execute(Tuple.of(link)).mapEmpty();
    }
}
