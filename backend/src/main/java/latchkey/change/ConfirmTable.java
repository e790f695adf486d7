package latchkey.change;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import latchkey.database.SqlState;
import latchkey.limit.Counters;
import latchkey.limit.SignInCounters;
import latchkey.link.LinkTable;
import latchkey.region.Region;
import latchkey.session.ClientLockTable;
import latchkey.session.SessionTable;

/** Confirms the new address of an account. */
final class ConfirmTable {

    /**
     * From now on the client signs in with the new address; every other link and every session ends, and the old
     * address is notified. Earlier failed attempts with the new one are forgotten. Of parallel requests with one link,
     * one succeeds.
     */
    private static final String CONFIRM =
            """
        with confirmed as (
            update link set used_at = now()
            where id = $1 and purpose = 'address' and region = $2
                and used_at is null and ended_at is null and expires_at > now()
                and exists (select from account a where a.id = link.account_id and a.disabled_at is null)
            returning account_id, email
        ), client as (
            select a.id, a.region, a.contact_id, a.email as old_email, confirmed.email
            from account a join confirmed on confirmed.account_id = a.id
        ), account_moved as (
            update account set email = client.email, password_version = password_version + 1
            from client where account.id = client.id
        ), contact_moved as (
            update contact set email = client.email, version = version + 1, changed_at = now()
            from client where contact.id = client.contact_id
        ), links_ended as (
        """ + LinkTable.end("'address'", "from client where link.contact_id = client.contact_id and link.id <> $1")
                    + """
        ), sessions_ended as (
        """ + SessionTable.end("from client where subject = client.id") + """
        ), mail_queued as (
            insert into mail (id, kind, region, contact_id, recipient)
            select gen_random_uuid(), 'address-changed', region, contact_id, old_email from client
        ), recorded as (
            insert into event (region, contact_id, kind, actor, network, details)
            select region, contact_id, 'contact-changed', 'client', $3, jsonb_build_object(
                'was', jsonb_build_object('email', old_email), 'now', jsonb_build_object('email', email))
            from client
        ), cleared as (
        """
                    + Counters.clear("$4", "client") + """
        )
        select id from client
        """;

    private final Pool pool;

    ConfirmTable(Pool pool) {
        this.pool = pool;
    }

    /** False if the link, to this address, was no longer open, or if another account got the address meanwhile. */
    Future<Boolean> confirm(UUID link, String email, Region region, String network) {
        var parameters = Tuple.of(link, region.code(), network)
                .addValue(SignInCounters.ofClient(region, email, network).toArray(String[]::new));
        return pool.withTransaction(transaction -> ClientLockTable.ofLink(transaction, link)
                        .compose(locked -> transaction.preparedQuery(CONFIRM).execute(parameters))
                        .map(rows -> rows.size() == 1))
                .recover(failure -> SqlState.isDuplicateKey(failure)
                        ? Future.succeededFuture(false)
                        : Future.failedFuture(failure));
    }
}
