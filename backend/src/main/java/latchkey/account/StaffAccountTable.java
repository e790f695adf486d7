package latchkey.account;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import latchkey.api.SignedInStaff;
import latchkey.contact.ContactTable;
import latchkey.database.DatabaseAway;
import latchkey.database.Rows;
import latchkey.database.SqlState;
import latchkey.key.Ids;
import latchkey.limit.Counters;
import latchkey.limit.SignInCounters;
import latchkey.link.LinkTable;
import latchkey.reset.ResetLink;
import latchkey.session.SessionTable;
import latchkey.web.trace.Spans;

/** What staff do with a client's account. */
final class StaffAccountTable {

    /** First of all the contact ($1), as everybody does who writes more than one row of a client. */
    private static final String LOCKED = """
        with locked as (
            select id from contact where id = $1 and region = any ($2::text[]) for no key update
        ),\
        """;

    /** Refuses sign-in, and ends the sessions and every open link. */
    private static final String DISABLE =
            LOCKED + """
        client as (
            update account set disabled_at = now(), disabled_by = $3::uuid, disabled_reason = $5,
                password_version = password_version + 1
            from locked
            where contact_id = locked.id and disabled_at is null
            returning account.id, region, contact_id
        ), links as (
        """ + LinkTable.end("'disabled'", "from client where link.contact_id = client.contact_id") + """
        ), sessions as (
        """
                    + SessionTable.end("from client where subject = client.id") + """
        ), contact_updated as (
            update contact set portal = 'DISABLED' from client where contact.id = client.contact_id
        )
        insert into event (region, contact_id, kind, actor, network, details)
        select region, contact_id, 'account-disabled', $3::uuid::text, $4,
            jsonb_strip_nulls(jsonb_build_object('detail', $5::text))
        from client
        """;

    private static final String ENABLE = LOCKED + """
        client as (
            update account set disabled_at = null, disabled_by = null, disabled_reason = null
            from locked
            where contact_id = locked.id and disabled_at is not null
            returning region, contact_id
        ), contact_updated as (
            update contact set portal = 'ACTIVE' from client where contact.id = client.contact_id
        )
        insert into event (region, contact_id, kind, actor, network)
        select region, contact_id, 'account-enabled', $3::uuid::text, $4 from client
        """;

    /** Forgets the wrong passwords that were counted, from whichever network or device. */
    private static final String UNLOCK =
            LOCKED + """
                    client as (
                        select a.id, a.region, a.contact_id, a.email from account a join locked on locked.id = a.contact_id
                        for no key update of a
                    ), names as (
                        select\
                    """ + Counters.sqlKey(SignInCounters.BY_ACCOUNT, "region", "email") + " as by_account, "
                    + Counters.sqlKey(SignInCounters.BY_ACCOUNT_AND_NETWORK, "region", "email")
                    + " as from_some_network, "
                    + Counters.sqlKey(SignInCounters.BY_DEVICE, "region", "email") + """
                        as on_some_device from client
                    ), cleared as (
                        delete from rate_limit where key in (
                            select key from rate_limit, names
                            where key = by_account or \
                    """
                    + Counters.hasMoreParts("from_some_network") + " or "
                    + Counters.hasMoreParts("on_some_device") + """
                            order by key for update of rate_limit)
                    )
                    insert into event (region, contact_id, kind, actor, network)
                    select region, contact_id, 'account-unlocked', $3::uuid::text, $4 from client
                    """;

    private static final String SIGN_OUT =
            LOCKED + """
        client as (
            select a.id, a.region, a.contact_id from account a join locked on locked.id = a.contact_id
            for no key update of a
        ), ended as (
        """ + SessionTable.end("from client where subject = client.id") + """
            returning session.id
        )
        insert into event (region, contact_id, kind, actor, network, details)
        select region, contact_id, 'account-signed-out', $3::uuid::text, $4,
            jsonb_build_object('count', (select count(*) from ended))
        from client
        """;

    /** Has a limit of its own, so that requests made on the portal can't keep staff from helping. */
    private static final String RESET = """
            with locked as (
                select id from contact where id = $4 and region = any ($5::text[]) for no key update
            ), of_contact as (
                select a.id, a.region, a.contact_id, a.email from account a join locked on locked.id = a.contact_id
                where a.disabled_at is null
                for no key update of a
            ),\
            """ + Counters.takeWhere("exists (select from of_contact)") + """
            , client as (
                select * from of_contact where not exists (select from over)
            ),\
            """
            + ResetLink.mailed("$6", "$7::uuid", "$8", "$9") + """
            , recorded as (
                insert into event (region, contact_id, kind, actor, network, details)
                select region, contact_id, 'reset-sent-by-staff', $7::uuid::text, $10,
                    jsonb_build_object('email', email, 'link', coalesce((select id from just_sent), $6::uuid))
                from client
            )
            select max(until) as limited_until from over
            """;

    private final Pool pool;
    private final Pool longPool;

    /** @param longPool for what takes access away where an import holds the contact */
    StaffAccountTable(Pool pool, Pool longPool) {
        this.pool = pool;
        this.longPool = longPool;
    }

    /** @param reason what colleagues read who wonder why */
    Future<Void> disable(SignedInStaff member, UUID contact, String network, Optional<String> reason) {
        return takeAway(
                member, contact, DISABLE, parameters(member, contact, network).addValue(reason.orElse(null)));
    }

    Future<Void> unlock(SignedInStaff member, UUID contact, String network) {
        return run(pool, UNLOCK, parameters(member, contact, network));
    }

    Future<Void> enable(SignedInStaff member, UUID contact, String network) {
        return run(pool, ENABLE, parameters(member, contact, network));
    }

    Future<Void> signOut(SignedInStaff member, UUID contact, String network) {
        return takeAway(member, contact, SIGN_OUT, parameters(member, contact, network));
    }

    /** Waits only where somebody holds the contact: what takes minutes must not hold this up. */
    private Future<Void> takeAway(SignedInStaff member, UUID contact, String statement, Tuple parameters) {
        return after(pool, contacts -> contacts.lockAtOnce(member, contact), statement, parameters)
                .recover(failure -> failure instanceof DatabaseAway
                        ? after(longPool, contacts -> contacts.lock(member, contact), statement, parameters)
                        : Future.failedFuture(failure));
    }

    private static Future<Void> after(
            Pool pool, Function<ContactTable, Future<Void>> lock, String statement, Tuple parameters) {
        return pool.withTransaction(transaction ->
                lock.apply(new ContactTable(transaction)).compose(locked -> run(transaction, statement, parameters)));
    }

    /** @return until when no further reset mail goes to this address, if it is limited */
    Future<Optional<Instant>> reset(
            SignedInStaff member, UUID contact, String network, Counters counters, Duration validity) {
        var parameters = counters.parameters(
                contact,
                member.regionCodes(),
                Ids.secret(),
                member.id(),
                validity.toSeconds(),
                Spans.mail(Ids.ordered()),
                network);
        Supplier<Future<RowSet<Row>>> reset = () -> pool.withTransaction(transaction -> new ContactTable(transaction)
                .lock(member, contact)
                .compose(locked -> transaction.preparedQuery(RESET).execute(parameters)));
        return reset.get()
                // The client asked at the same moment: now that link is there to be seen.
                .recover(failure -> SqlState.isDuplicateKey(failure) ? reset.get() : Future.failedFuture(failure))
                .map(rows -> Rows.optionalInstant(rows.iterator().next(), "limited_until"));
    }

    private static Tuple parameters(SignedInStaff member, UUID contact, String network) {
        return Tuple.of(contact, member.regionCodes(), member.id(), network);
    }

    private static Future<Void> run(SqlClient client, String statement, Tuple parameters) {
        return client.preparedQuery(statement).execute(parameters).mapEmpty();
    }
}
