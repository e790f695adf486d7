package latchkey.account;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
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
import latchkey.limit.Limited;
import latchkey.limit.SignInCounters;
import latchkey.link.LinkTable;
import latchkey.reset.ResetLink;
import latchkey.session.SessionTable;
import latchkey.web.trace.Spans;

/** What staff do with a client's account. */
final class StaffAccountTable {

    /** The outcome; only a reset is refused because the account is disabled. */
    enum Outcome {
        DONE,
        ABSENT,
        NO_ACCOUNT,
        DISABLED
    }

    private static final String LOCKED = locked("$1", "$2");

    private static final String OUTCOME = """
        select case
            when not exists (select from locked) then 'ABSENT'
            when not exists (select from of_contact) then 'NO_ACCOUNT'
            else 'DONE' end as outcome
        """;

    /** Refuses sign-in, and ends the sessions and every open link. */
    private static final String DISABLE =
            LOCKED + """
        client as (
            update account set disabled_at = now(), disabled_by = $3::uuid, disabled_reason = $5,
                password_version = password_version + 1
            from of_contact
            where account.id = of_contact.id and not of_contact.disabled
            returning account.id, account.region, account.contact_id
        ), links as (
        """ + LinkTable.end("'disabled'", "from client where link.contact_id = client.contact_id") + """
        ), sessions as (
        """
                    + SessionTable.end("from client where subject = client.id") + """
        ), contact_updated as (
            update contact set portal = 'DISABLED' from client where contact.id = client.contact_id
        ), recorded as (
            insert into event (region, contact_id, kind, actor, network, details)
            select region, contact_id, 'account-disabled', $3::uuid::text, $4,
                jsonb_strip_nulls(jsonb_build_object('detail', $5::text))
            from client
        )
        """
                    + OUTCOME;

    private static final String ENABLE = LOCKED + """
        client as (
            update account set disabled_at = null, disabled_by = null, disabled_reason = null
            from of_contact
            where account.id = of_contact.id and of_contact.disabled
            returning account.region, account.contact_id
        ), contact_updated as (
            update contact set portal = 'ACTIVE' from client where contact.id = client.contact_id
        ), recorded as (
            insert into event (region, contact_id, kind, actor, network)
            select region, contact_id, 'account-enabled', $3::uuid::text, $4 from client
        )
        """ + OUTCOME;

    /** Forgets the counted wrong passwords, of every network and device. */
    private static final String UNLOCK =
            LOCKED + """
                    names as (
                        select\
                    """ + Counters.sqlKey(SignInCounters.BY_ACCOUNT, "region", "email") + " as by_account, "
                    + Counters.sqlKey(SignInCounters.BY_ACCOUNT_AND_NETWORK, "region", "email")
                    + " as from_some_network, "
                    + Counters.sqlKey(SignInCounters.BY_DEVICE, "region", "email") + """
                        as on_some_device from of_contact
                    ), cleared as (
                        delete from rate_limit where key in (
                            select key from rate_limit, names
                            where key = by_account or \
                    """
                    + Counters.hasMoreParts("from_some_network") + " or "
                    + Counters.hasMoreParts("on_some_device") + """
                            order by key for update of rate_limit)
                    ), recorded as (
                        insert into event (region, contact_id, kind, actor, network)
                        select region, contact_id, 'account-unlocked', $3::uuid::text, $4 from of_contact
                    )
                    """
                    + OUTCOME;

    private static final String SIGN_OUT =
            LOCKED + """
        ended as (
        """ + SessionTable.end("from of_contact where subject = of_contact.id") + """
            returning session.id
        ), recorded as (
            insert into event (region, contact_id, kind, actor, network, details)
            select region, contact_id, 'account-signed-out', $3::uuid::text, $4,
                jsonb_build_object('count', (select count(*) from ended))
            from of_contact
        )
        """ + OUTCOME;

    /** Has a limit of its own, so that requests made on the portal can't keep staff from helping. */
    private static final String RESET =
            locked("$4", "$5") + Counters.takeWhere("exists (select from of_contact where not disabled)") + """
            , client as (
                select * from of_contact where not disabled and not exists (select from over)
            ),\
            """
                    + ResetLink.mailed("$6", "$7::uuid", "$8", "$9") + """
            , recorded as (
                insert into event (region, contact_id, kind, actor, network, details)
                select region, contact_id, 'reset-sent-by-staff', $7::uuid::text, $10,
                    jsonb_build_object('email', email, 'link', coalesce((select id from just_sent), $6::uuid))
                from client
            ), judged as (
            """ + OUTCOME + """
            )
            select case when exists (select from of_contact where disabled) then 'DISABLED' else outcome end as outcome,
                (select max(until) from over) as limited_until
            from judged
            """;

    private final Pool pool;
    private final Pool longPool;

    /** @param longPool for taking access away while an import holds the contact */
    StaffAccountTable(Pool pool, Pool longPool) {
        this.pool = pool;
        this.longPool = longPool;
    }

    /** @param reason shown to colleagues */
    Future<Outcome> disable(SignedInStaff member, UUID contact, String network, Optional<String> reason) {
        return takeAway(
                member, contact, DISABLE, parameters(member, contact, network).addValue(reason.orElse(null)));
    }

    Future<Outcome> unlock(SignedInStaff member, UUID contact, String network) {
        return run(pool, UNLOCK, parameters(member, contact, network));
    }

    Future<Outcome> enable(SignedInStaff member, UUID contact, String network) {
        return run(pool, ENABLE, parameters(member, contact, network));
    }

    Future<Outcome> signOut(SignedInStaff member, UUID contact, String network) {
        return takeAway(member, contact, SIGN_OUT, parameters(member, contact, network));
    }

    /** Tries without waiting; if the contact is locked, waits on the long pool. */
    private Future<Outcome> takeAway(SignedInStaff member, UUID contact, String statement, Tuple parameters) {
        return after(pool, contacts -> contacts.lockAtOnce(member, contact), statement, parameters)
                .recover(failure -> failure instanceof DatabaseAway
                        ? after(longPool, contacts -> contacts.lock(member, contact), statement, parameters)
                        : Future.failedFuture(failure));
    }

    private static Future<Outcome> after(
            Pool pool, Function<ContactTable, Future<Void>> lock, String statement, Tuple parameters) {
        return pool.withTransaction(transaction ->
                lock.apply(new ContactTable(transaction)).compose(locked -> run(transaction, statement, parameters)));
    }

    /** Fails with {@link Limited} if too many were sent. */
    Future<Outcome> reset(SignedInStaff member, UUID contact, String network, Counters counters, Duration validity) {
        var parameters = counters.parameters(
                contact,
                member.regionCodes(),
                Ids.secret(),
                member.id(),
                validity.toSeconds(),
                Spans.mail(Ids.ordered()),
                network);
        Supplier<Future<Row>> reset = () -> pool.withTransaction(transaction -> new ContactTable(transaction)
                .lock(member, contact)
                .compose(locked -> transaction.preparedQuery(RESET).execute(parameters))
                .map(rows -> rows.iterator().next()));
        return reset.get()
                // The client asked at the same moment: now that link can be seen.
                .recover(failure -> SqlState.isDuplicateKey(failure) ? reset.get() : Future.failedFuture(failure))
                .map(Limited.by(row -> Rows.optionalInstant(row, "limited_until"), "reset-limited"))
                .map(StaffAccountTable::outcome);
    }

    /**
     * The contact first, like every statement that writes more than one row of a client.
     *
     * @param contact the parameter with its id
     * @param regions the parameter with the member's regions
     */
    private static String locked(String contact, String regions) {
        return """
            with locked as (
                select id from contact where id = %s and region = any (%s::text[]) for no key update
            ), of_contact as (
                select a.id, a.region, a.contact_id, a.email, a.disabled_at is not null as disabled
                from account a join locked on locked.id = a.contact_id
                for no key update of a
            ),\
            """.formatted(contact, regions);
    }

    private static Tuple parameters(SignedInStaff member, UUID contact, String network) {
        return Tuple.of(contact, member.regionCodes(), member.id(), network);
    }

    private static Future<Outcome> run(SqlClient client, String statement, Tuple parameters) {
        return client.preparedQuery(statement)
                .mapping(StaffAccountTable::outcome)
                .execute(parameters)
                .map(rows -> rows.iterator().next());
    }

    private static Outcome outcome(Row row) {
        return Outcome.valueOf(row.getString("outcome"));
    }
}
