package latchkey.privacy;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;
import latchkey.api.SignedInStaff;

/** All rows about one person, in every table. A new table or column about a person belongs in both statements. */
final class PersonTable {

    /** Whole rows, so that a new column is included; but never a password, nor what only the search needs. */
    private static final String READ = """
        with person as (
            select c.*, a.id as account_id from contact c left join account a on a.contact_id = c.id
            where c.id = $1 and c.region = any ($2::text[])
        ), recorded as (
            insert into event (region, contact_id, kind, actor, network)
            select region, id, 'contact-data-read', $3::uuid::text, $4 from person
        )
        select jsonb_build_object(
            'contact', (select to_jsonb(c) - 'search' - 'sort_name' from contact c where c.id = p.id),
            'account', (select to_jsonb(a) - 'password' from account a where a.id = p.account_id),
            'links', (select coalesce(jsonb_agg(to_jsonb(l) order by created_at), '[]') from link l
                where l.contact_id = p.id or l.account_id = p.account_id),
            'mails', (select coalesce(jsonb_agg(to_jsonb(m) order by created_at), '[]') from mail m
                where m.contact_id = p.id),
            'sessions', (select coalesce(jsonb_agg(to_jsonb(o) order by created_at), '[]') from session o
                where o.subject = p.account_id),
            'applications', (select coalesce(jsonb_agg(to_jsonb(g) order by g.created_at), '[]')
                from app_grant g join session o on o.id = g.session_id where o.subject = p.account_id),
            'devices', (select coalesce(jsonb_agg(to_jsonb(d) order by first_seen_at), '[]') from device d
                where d.account_id = p.account_id),
            'jobs', (select coalesce(jsonb_agg(to_jsonb(j) - 'search' || jsonb_build_object('added_at', w.added_at)
                    order by w.added_at), '[]')
                from job_person w join job j on j.id = w.job_id where w.contact_id = p.id),
            'invitationBatches', (select coalesce(jsonb_agg(to_jsonb(b)), '[]') from invitation_batch_contact b
                where b.contact_id = p.id),
            'events', (select coalesce(jsonb_agg(to_jsonb(e) order by e.id), '[]') from event e
                where e.contact_id = p.id)
        ) as data
        from person p
        """;

    /**
     * First the contact, then the account, in the order used everywhere. A statement of its own, so that the one that
     * erases sees what was written while this one waited.
     */
    private static final String LOCK = """
        with locked as (
            select id from contact where id = $1 and region = any ($2::text[]) for update
        ), of_account as (
            select a.id from account a join locked on a.contact_id = locked.id for update of a
        )
        select id, (select count(*) from of_account) from locked
        """;

    /**
     * The address goes from what was typed on public pages, in any region, and so do the counters that have it in their
     * names, behind its length. Only the fact of the erasure remains. A batch that is inviting the contact at this
     * moment holds its own row and waits for the contact: that row is swept.
     */
    private static final String ERASE = """
        with person as (
            select c.id, c.region, c.email, a.id as account_id, a.email as account_email
            from contact c left join account a on a.contact_id = c.id
            where c.id = $1
        ), addresses as (
            select email from person where email is not null
            union select account_email from person where account_email is not null
            union select email from link where contact_id = $1
            union select recipient from mail where contact_id = $1
            union select address from event, lateral (
                values (details ->> 'email'), (details -> 'was' ->> 'email'), (details -> 'now' ->> 'email'),
                    (details -> 'other' ->> 'email')
            ) as named (address) where contact_id = $1 and address is not null
        ), mails as (
            delete from mail where contact_id = $1
        ), links as (
            delete from link where contact_id = $1 or account_id = (select account_id from person)
        ), sessions as (
            delete from session where subject = (select account_id from person)
        ), devices as (
            delete from device where account_id = (select account_id from person)
        ), jobs as (
            delete from job_person where contact_id = $1
        ), batches as (
            delete from invitation_batch_contact b using (
                select batch_id from invitation_batch_contact where contact_id = $1 for update skip locked
            ) as resting
            where b.contact_id = $1 and b.batch_id = resting.batch_id
        ), events as (
            delete from event where contact_id = $1
        ), typed as (
            update event set details = details - 'email' || '{"forgotten": true}'
            where contact_id is null and details ? 'email'
                and (details ->> 'email') collate "C" = any (array(select email from addresses))
        ), counters as (
            delete from rate_limit r using (
                select email as part from addresses
                union select $1::text
                union select account_id::text from person where account_id is not null
            ) as p
            where strpos(r.key || ' ', ' ' || length(p.part) || ':' || p.part || ' ') > 0
        ), account_erased as (
            delete from account where contact_id = $1
        ), contact_erased as (
            delete from contact where id = $1
        )
        insert into event (region, contact_id, kind, actor, network)
        select region, id, 'contact-erased', $2::uuid::text, $3 from person
        """;

    /**
     * Rows of transactions that began before the erasure and waited for it: the note of a sent mail, a request for a
     * reset, the outcome of a batch for the contact.
     */
    private static final String SWEEP = """
        with batches as (
            delete from invitation_batch_contact where contact_id = $1
        )
        delete from event where contact_id = $1 and kind <> 'contact-erased'
        """;

    private final Pool pool;

    /** @param pool one that allows slow statements: such rare requests have no indexes of their own */
    PersonTable(Pool pool) {
        this.pool = pool;
    }

    /** Deletes what transactions that the erasure held up wrote about the contact. */
    Future<Void> sweep(UUID contact) {
        return pool.preparedQuery(SWEEP).execute(Tuple.of(contact)).mapEmpty();
    }

    /** Everything that is kept, keyed by column; empty if the member sees no such contact. Records that it was read. */
    Future<Optional<JsonObject>> read(SignedInStaff member, UUID contact, String network) {
        return pool.preparedQuery(READ)
                .execute(Tuple.of(contact, member.regionCodes(), member.id(), network))
                .map(rows -> rows.stream().findFirst().map(row -> row.getJsonObject("data")));
    }

    /** @return whether the member sees such a contact */
    Future<Boolean> erase(SignedInStaff member, UUID contact, String network) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(contact).addValue(member.regionCodes()))
                .compose(locked -> locked.size() == 0
                        ? Future.succeededFuture(false)
                        : connection
                                .preparedQuery(ERASE)
                                .execute(Tuple.of(contact, member.id(), network))
                                .map(true)));
    }
}
