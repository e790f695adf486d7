package latchkey.account;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import latchkey.database.Rows;
import latchkey.key.Ids;
import latchkey.limit.Counters;
import latchkey.link.LinkTable;
import latchkey.session.Client;
import latchkey.session.ClientLockTable;
import latchkey.session.SessionTable;
import latchkey.web.trace.Spans;

/** Changing one's own password: one statement before the hashes, one transaction after. */
final class PasswordTable {

    /**
     * @param contact whose account it is; a merge moves it to another one
     * @param isFresh whether it was set a moment ago
     */
    record Current(UUID contact, String phc, boolean isFresh, Optional<Instant> limitedUntil) {}

    private static final String BEGIN = "with " + Counters.TAKE + """
        select a.contact_id, a.password, a.password_changed_at > now() - interval '1 minute' as fresh,
            (select max(until) from over) as limited_until
        from account a where a.id = $4
        """;

    private static final String CURRENT = """
        select contact_id, password, password_changed_at > now() - interval '1 minute' as fresh, null::timestamptz as limited_until
        from account where id = $1 and disabled_at is null
        """;

    private static final String CHANGE =
            """
        with client as (
            update account set password = $3, password_version = password_version + 1, password_changed_at = now()
            where account.id = $1 and contact_id = $8 and password = $2 and disabled_at is null
            returning id, region, contact_id, email, password_version
        ), links as (
        """ + LinkTable.end("'password'", "from client where link.account_id = client.id") + """
        ),\
        """
                    + SessionTable.endOthers("client", "$4") + """
        , mail_queued as (
            insert into mail (id, kind, region, contact_id, recipient)
            select $5, 'password-changed', region, contact_id, email from client
        ), cleared as (
        """ + Counters.clear("$6", "client") + """
        ), recorded as (
            insert into event (region, contact_id, kind, actor, network)
            select region, contact_id, 'password-changed', 'client', $7 from client
        )
        select id from client
        """;

    private final Pool pool;

    PasswordTable(Pool pool) {
        this.pool = pool;
    }

    /** Empty if the account is gone. */
    Future<Optional<Current>> begin(Client client, Counters counters) {
        return pool.preparedQuery(BEGIN)
                .mapping(PasswordTable::current)
                .execute(counters.parameters(client.account()))
                .map(rows -> rows.stream().findFirst());
    }

    /** The same without counting, and empty also if the account is disabled. */
    Future<Optional<Current>> read(Client client) {
        return pool.preparedQuery(CURRENT)
                .mapping(PasswordTable::current)
                .execute(Tuple.of(client.account()))
                .map(rows -> rows.stream().findFirst());
    }

    /** False if, meanwhile, the password was changed or the account was disabled or moved to another contact. */
    Future<Boolean> change(Client client, Current from, String to, String network, List<String> cleared) {
        var parameters = Tuple.of(client.account(), from.phc(), to, client.session(), Spans.mail(Ids.ordered()))
                .addValue(cleared.toArray(String[]::new))
                .addValue(network)
                .addValue(from.contact());
        return pool.withTransaction(transaction -> ClientLockTable.of(transaction, from.contact())
                .compose(locked -> transaction.preparedQuery(CHANGE).execute(parameters))
                .map(rows -> rows.size() == 1));
    }

    private static Current current(Row row) {
        return new Current(
                row.getUUID("contact_id"),
                row.getString("password"),
                row.getBoolean("fresh"),
                Rows.optionalInstant(row, "limited_until"));
    }
}
