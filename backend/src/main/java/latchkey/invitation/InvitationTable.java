package latchkey.invitation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import latchkey.caller.Caller;
import latchkey.contact.ContactTable;
import latchkey.database.Rows;
import latchkey.key.Ids;
import latchkey.limit.Counters;
import latchkey.limit.Limits;
import latchkey.limit.SignInCounters;
import latchkey.link.Link;
import latchkey.link.LinkTable;
import latchkey.region.Region;
import latchkey.session.SignedIn;
import latchkey.web.trace.Spans;

/** The changes of the invitation flow. */
final class InvitationTable {

    /**
     * A statement of its own, so that the one that invites sees what was written while this one waited, such as the
     * links of a contact that was merged into this one.
     */
    private static final String LOCK = """
        select id from contact where id = any ($1::uuid[]) and region = any ($2::text[])
        order by id for no key update
        """;

    /**
     * {@code address} if the invitation went to an address that is no longer the client's: its page then offers no new
     * one.
     */
    private static final String REPLACED =
            "case when email = (select email from contact c where c.id = contact_id) then 'replaced' else 'address' end";

    private static final String LOCK_ONE = "select id from contact where id = $1 for no key update";

    /**
     * Invites each contact that can be invited, and says why the others can't. The older link ends, the new one and its
     * mail are written, the contact shows it, and the history records it: all or nothing, for one contact or a
     * thousand. Arrays instead of joins where a planner that knows no statistics yet would compare each row with each.
     */
    private static final String SEND = """
            with asked as (
                select * from unnest($4::uuid[], $5::uuid[], $6::uuid[], $1::text[])
                    as t (contact_id, link_id, mail_id, counter)
            ), present as materialized (
                select c.* from contact c where c.id = any ($4::uuid[]) and c.region = any ($7::text[])
            ), judged as (
                select c.id, c.region, c.email, c.portal, asked.link_id, asked.mail_id, asked.counter,
                    coalesce(\
            """ + ContactTable.WHY_NOT_INVITED + """
                    , 'SENT') as outcome
                from present c
                join asked on asked.contact_id = c.id
            ),\
            """
            + Counters.takeEachWhere("key in (select counter from judged where outcome = 'SENT')") + """
            , limited as (
                select id, region, email, portal, link_id, mail_id, until,
                    case when over.key is null then outcome else 'LIMITED' end as outcome
                from judged left join over on over.key = judged.counter
            ), invited as (
                select * from limited where outcome = 'SENT'
            ), replaced as (
            """
            + LinkTable.end(
                    REPLACED, "where contact_id = any (array(select id from invited)) and purpose = 'invitation'")
            + """
            ), made as (
                insert into link (id, purpose, region, contact_id, email, created_by, expires_at)
                select link_id, 'invitation', region, id, email, $8, now() + make_interval(secs => $9) from invited
            ), mail_queued as (
                insert into mail (id, kind, region, contact_id, link_id, recipient, details)
                select mail_id, 'invitation', region, id, link_id, email,
                    jsonb_strip_nulls(jsonb_build_object('personal', $11::text))
                from invited
            ), contact_updated as (
                update contact set portal = 'INVITED', invitation_id = link_id, invited_at = now(), invited_by = $8,
                    invitation_expires_at = now() + make_interval(secs => $9)
                from invited where contact.id = invited.id
            ), recorded as (
                insert into event (region, contact_id, kind, actor, network, details)
                select region, id, case when portal = 'NOT_INVITED' then 'invitation-sent' else 'invitation-resent' end,
                    $8::text, $10, jsonb_build_object('email', email, 'link', link_id)
                from invited
            )
            select id, outcome, case when outcome = 'SENT' then link_id end as link, until,
                case when outcome = 'ADDRESS_IN_USE' then (
                    select contact_id from account a where a.region = limited.region and a.email = limited.email) end as other
            from limited
            """;

    private static final String CONTACT_OF_SPENT = """
        select l.contact_id from link l join contact c on c.id = l.contact_id and c.email = l.email
        where l.id = $1 and l.purpose = 'invitation' and l.region = $2 and
        """ + LinkTable.RAN_OUT;

    /**
     * Sends another invitation to a contact who is still invited. A working link is mailed again: the holder of an old
     * link must not be able to end it.
     */
    private static final String RENEW = """
        with client as (
            select c.* from contact c
            where c.id = $1 and c.portal = 'INVITED' and c.email is not null
                and not exists (select from account a where a.region = c.region and a.email = c.email)
            for no key update of c
        ), open as (
            select l.id from link l join client on l.contact_id = client.id and l.email = client.email
            where l.purpose = 'invitation' and l.used_at is null and l.ended_at is null and l.expires_at > now()
        ), anew as (
            select * from client where not exists (select from open)
        ), replaced as (
        """
            + LinkTable.end("'replaced'", "from anew where link.contact_id = anew.id and purpose = 'invitation'") + """
        ), made as (
            insert into link (id, purpose, region, contact_id, email, expires_at)
            select $2, 'invitation', region, id, email, now() + make_interval(secs => $4) from anew
        ), mail_queued as (
            insert into mail (id, kind, region, contact_id, link_id, recipient)
            select $3, 'invitation', region, id, coalesce((select id from open), $2), email from client
        ), contact_updated as (
            update contact set invitation_id = $2, invited_at = now(),
                invitation_expires_at = now() + make_interval(secs => $4)
            from anew where contact.id = anew.id
        )
        insert into event (region, contact_id, kind, actor, network, details)
        select region, id, 'invitation-renewed', 'client', $5,
            jsonb_build_object('email', email, 'link', coalesce((select id from open), $2::uuid))
        from client
        """;

    private static final String REVOKE =
            """
        with locked as (
            select id from contact where id = $1 and region = any ($2::text[]) for no key update
        ), revoked as (
        """ + LinkTable.end("'revoked'", "from locked where link.contact_id = locked.id and purpose = 'invitation'")
                    + """
            returning locked.id, region, link.id as link_id
        ), contact_updated as (
            update contact set portal = 'REVOKED' from revoked where contact.id = revoked.id
        ), recorded as (
            insert into event (region, contact_id, kind, actor, network, details)
            select region, id, 'invitation-revoked', $3, $4, jsonb_build_object('link', link_id) from revoked
        )
        select id from revoked
        """;

    /** Of parallel requests with one link, one succeeds: the update of its row decides. */
    private static final String REDEEM = """
        with locked as (
            select id from contact where id = (select contact_id from link where id = $1) for no key update
        ), redeemed as (
            update link set used_at = now()
            from locked
            where link.id = $1 and contact_id = locked.id and purpose = 'invitation' and region = $2
                and used_at is null and ended_at is null and expires_at > now()
            returning contact_id, region, email
        ), client as (
            insert into account (id, region, contact_id, email, password, last_sign_in_at)
            select $3, region, contact_id, email, $4, now() from redeemed
            returning id, region, contact_id
        ), contact_updated as (
            update contact set portal = 'ACTIVE' from client
            where contact.id = client.contact_id
        ), known as (
            insert into device (id, account_id) select $5, id from client
        ), opened as (
            insert into session (id, audience, subject, device, expires_at, network, user_agent)
            select $6, region, id, $5, now() + make_interval(secs => $7), $8, $9 from client
        ), cleared as (
        """ + Counters.clear("$10", "client") + """
        ), recorded as (
            insert into event (region, contact_id, kind, actor, network, details)
            select region, contact_id, 'invitation-accepted', 'client', $8, jsonb_build_object('link', $1::uuid)
            from client
        )
        select id from client
        """;

    private final Pool pool;

    InvitationTable(Pool pool) {
        this.pool = pool;
    }

    Future<List<InvitationOutcome>> send(
            SqlClient transaction,
            Collection<UUID> contacts,
            Collection<String> regions,
            UUID staff,
            String network,
            Optional<String> personal,
            Duration validity,
            Limits limits) {
        var counters = new Counters();
        contacts.forEach(
                contact -> counters.add(limits.invitationByContact(), SendInvitations.BY_CONTACT, contact.toString()));
        var parameters = counters.parameters(
                contacts.toArray(UUID[]::new),
                Stream.generate(Ids::secret).limit(contacts.size()).toArray(UUID[]::new),
                Stream.generate(Ids::ordered)
                        .limit(contacts.size())
                        .map(Spans::mail)
                        .toArray(UUID[]::new),
                regions.toArray(String[]::new),
                staff,
                validity.toSeconds(),
                network,
                personal.orElse(null));
        return lock(transaction, contacts, regions)
                .compose(locked -> transaction
                        .preparedQuery(SEND)
                        .mapping(InvitationTable::outcome)
                        .execute(parameters))
                .map(rows -> rows.stream().toList());
    }

    /** The contact whose invitation this was, if it expired or was replaced. */
    Future<Optional<UUID>> contactOfSpent(UUID link, Region region) {
        return pool.preparedQuery(CONTACT_OF_SPENT)
                .mapping(row -> row.getUUID("contact_id"))
                .execute(Tuple.of(link, region.code()))
                .map(rows -> rows.stream().findFirst());
    }

    /** Does nothing for a contact that is no longer invited. One that moved is invited by its current region. */
    Future<Void> renew(UUID contact, Duration validity, String network) {
        var parameters = Tuple.of(contact, Ids.secret(), Spans.mail(Ids.ordered()), validity.toSeconds(), network);
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(LOCK_ONE)
                .execute(Tuple.of(contact))
                .compose(locked -> transaction.preparedQuery(RENEW).execute(parameters))
                .mapEmpty());
    }

    /** False if there is no unused invitation of a contact in these regions. */
    Future<Boolean> revoke(UUID contact, Collection<String> regions, UUID staff, String network) {
        var parameters = Tuple.of(contact, regions.toArray(String[]::new), staff.toString(), network);
        return pool.withTransaction(transaction -> lock(transaction, List.of(contact), regions)
                .compose(locked -> transaction.preparedQuery(REVOKE).execute(parameters))
                .map(rows -> rows.size() > 0));
    }

    /** False if the link was no longer open. Fails with a duplicate key if the address got an account meanwhile. */
    Future<Boolean> redeem(Link link, Region region, String phc, SignedIn signedIn, Duration maximum, Caller caller) {
        var parameters = Tuple.of(link.id(), region.code(), signedIn.account(), phc, signedIn.device())
                .addValue(signedIn.session())
                .addValue(maximum.toSeconds())
                .addValue(caller.network())
                .addValue(caller.userAgent())
                .addValue(SignInCounters.ofClient(region, link.email(), caller.network())
                        .toArray(String[]::new));
        return pool.preparedQuery(REDEEM).execute(parameters).map(rows -> rows.size() == 1);
    }

    private static Future<?> lock(SqlClient transaction, Collection<UUID> contacts, Collection<String> regions) {
        return transaction
                .preparedQuery(LOCK)
                .execute(Tuple.of(contacts.toArray(UUID[]::new)).addValue(regions.toArray(String[]::new)));
    }

    private static InvitationOutcome outcome(Row row) {
        return new InvitationOutcome(
                row.getUUID("id"),
                InvitationOutcome.Kind.valueOf(row.getString("outcome")),
                Rows.optionalId(row, "link"),
                Rows.optionalId(row, "other"),
                Rows.optionalInstant(row, "until"));
    }
}
