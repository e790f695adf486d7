package latchkey.contact;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import latchkey.api.SignedInStaff;
import latchkey.web.Problem;

/** Merges two contacts (docs/decisions/061-merging.md). */
final class MergeTable {

    private enum Outcome {
        MERGED,
        ABSENT,
        OTHER_ABSENT,
        OTHER_REGION,
        CONFLICT,
        TWO_ACCOUNTS
    }

    /** By id, like every statement that locks several contacts. */
    private static final String LOCK_CONTACTS =
            "select id from contact where id = any ($1::uuid[]) order by id for update";

    private static final String LOCK_ACCOUNT =
            "select id from account where contact_id = any ($1::uuid[]) order by contact_id for no key update";

    private static final String LOCK_LINKS =
            "select id from link where contact_id = any ($1::uuid[]) order by id for no key update";

    /** The statement that records what became of a mail locks the mail, then writes to its contact's history. */
    private static final String LOCK_MAILS = "select id from mail where contact_id = $1 order by id for no key update";

    /**
     * The values of the contact that stays ($1) win; the other ($2) fills in what is missing. The address is that of
     * the account, since the client signs in with it. Of two invitations the one that went to this address stays, or
     * else the later one; it keeps working only if it went to this address and there is no account yet.
     */
    private static final String MERGE = """
        with kept as (
            select c.*, a.email as account_email from contact c left join account a on a.contact_id = c.id
            where c.id = $1 and c.region = any ($3::text[])
        ), other as (
            select c.*, a.email as account_email from contact c left join account a on a.contact_id = c.id
            where c.id = $2 and c.region = any ($3::text[])
        ), merged as (
            select kept.id, other.id as other_id, kept.region,
                coalesce(kept.account_email, other.account_email) is not null as has_account,
                coalesce(kept.account_email, other.account_email, kept.email, other.email) as email,
                coalesce(kept.phone, other.phone) as phone,
                coalesce(kept.reference, other.reference) as reference,
                coalesce(kept.import_id, other.import_id) as import_id,
                case when other.archived_at is not null then kept.archived_at end as archived_at,
                jsonb_build_object(
                    'name', other.given_name || ' ' || other.family_name || coalesce(' (' || other.reference || ')', ''),
                    'other', jsonb_strip_nulls(jsonb_build_object('id', other.id, 'givenName', other.given_name,
                        'familyName', other.family_name, 'email', other.email, 'phone', other.phone,
                        'reference', other.reference))) as details
            from kept join other on other.region = kept.region
            where (kept.account_email is null or other.account_email is null)
                and kept.version = coalesce($4::bigint, kept.version)
                and other.version = coalesce($5::bigint, other.version)
        ), invitation as (
            select c.invitation_id as id, c.invited_at, c.invited_by, c.invitation_expires_at,
                case when c.portal = 'INVITED' and link.email is distinct from merged.email then 'REVOKED'
                    else c.portal end as portal
            from merged
            join contact c on c.id in (merged.id, merged.other_id)
            left join link on link.id = c.invitation_id
            order by c.portal in ('ACTIVE', 'DISABLED') desc,
                coalesce(c.portal = 'INVITED' and link.email = merged.email, false) desc,
                c.invited_at desc nulls last
            limit 1
        ), account_moved as (
            update account set contact_id = merged.id from merged where account.contact_id = merged.other_id
        ), links_of_both as (
            select link.id, purpose = 'invitation' and used_at is null and ended_at is null
                and not (invitation.portal = 'INVITED' and link.id = invitation.id) as ends
            from merged cross join invitation join link on link.contact_id in (merged.id, merged.other_id)
        ), links_moved as (
            update link set contact_id = merged.id,
                ended_at = case when ends then now() else ended_at end,
                ended_by = case
                    when not ends then ended_by
                    when has_account then 'merged'
                    when invitation.portal = 'INVITED' then 'replaced'
                    else 'address' end
            from merged cross join invitation cross join links_of_both
            where link.id = links_of_both.id and (ends or link.contact_id = merged.other_id)
        ), mails_moved as (
            update mail set contact_id = merged.id from merged where mail.contact_id = merged.other_id
        ), events_moved as (
            update event set contact_id = merged.id from merged where event.contact_id = merged.other_id
        ), jobs_moved as (
            update job_person p set contact_id = merged.id from merged
            where p.contact_id = merged.other_id and not exists (
                select from job_person o where o.job_id = p.job_id and o.contact_id = merged.id)
        ), jobs_left as (
            delete from job_person p using merged, job_person o
            where p.contact_id = merged.other_id and o.job_id = p.job_id and o.contact_id = merged.id
        ), contact_updated as (
            update contact set email = merged.email, phone = merged.phone, reference = merged.reference,
                import_id = merged.import_id, archived_at = merged.archived_at, portal = invitation.portal, invitation_id = invitation.id, invited_at = invitation.invited_at,
                invited_by = invitation.invited_by, invitation_expires_at = invitation.invitation_expires_at,
                version = version + 1, changed_at = now()
            from merged cross join invitation where contact.id = merged.id
        ), other_removed as (
            delete from contact using merged where contact.id = merged.other_id
        ), difference as (
            select merged.id, merged.region, merged.email, jsonb_strip_nulls(jsonb_build_object(
                'email', case when merged.email is distinct from kept.email then coalesce(kept.email, '') end,
                'phone', case when merged.phone is distinct from kept.phone then '' end,
                'reference', case when merged.reference is distinct from kept.reference then '' end)) as was
            from merged join kept on kept.id = merged.id
        ), recorded as (
            insert into event (region, contact_id, kind, actor, network, details)
            select region, id, 'contact-merged', $6, $7, details from merged
            union all
            select region, id, 'contact-changed', $6, $7, jsonb_strip_nulls(jsonb_build_object(
                'was', was, 'now', case when was ? 'email' then jsonb_build_object('email', email) end))
            from difference where was <> '{}'
        )
        select case
            when exists (select from merged) then 'MERGED'
            when not exists (select from kept) then 'ABSENT'
            when not exists (select from other) then 'OTHER_ABSENT'
            when (select region from kept) <> (select region from other) then 'OTHER_REGION'
            when (select account_email from kept) is not null and (select account_email from other) is not null
                then 'TWO_ACCOUNTS'
            else 'CONFLICT' end as outcome
        """;

    private final Pool pool;

    MergeTable(Pool pool) {
        this.pool = pool;
    }

    /** The contact that stays, as it is afterwards. */
    Future<Contact> merge(SignedInStaff member, String network, Merge merge) {
        return pool.withTransaction(transaction -> merged(transaction, member, network, merge));
    }

    /** The contact that stays as it would be afterwards; nothing is changed. */
    Future<Contact> preview(SignedInStaff member, String network, Merge merge) {
        return pool.withConnection(connection -> connection
                .begin()
                .compose(transaction ->
                        merged(connection, member, network, merge).eventually(transaction::rollback)));
    }

    /** Only a later statement sees what others wrote before the rows were locked. */
    private static Future<Contact> merged(
            SqlConnection transaction, SignedInStaff member, String network, Merge merge) {
        Tuple both = Tuple.of((Object) new UUID[] {merge.kept(), merge.other()});
        var parameters = Tuple.of(merge.kept(), merge.other())
                .addValue(member.regionCodes())
                .addValue(merge.version().orElse(null))
                .addValue(merge.otherVersion().orElse(null))
                .addValue(member.id().toString())
                .addValue(network);
        return transaction
                .preparedQuery(LOCK_CONTACTS)
                .execute(both)
                .compose(locked -> transaction.preparedQuery(LOCK_ACCOUNT).execute(both))
                .compose(locked -> transaction.preparedQuery(LOCK_LINKS).execute(both))
                .compose(locked -> transaction.preparedQuery(LOCK_MAILS).execute(Tuple.of(merge.other())))
                .compose(locked -> transaction.preparedQuery(MERGE).execute(parameters))
                .map(rows -> Outcome.valueOf(rows.iterator().next().getString("outcome")))
                .compose(outcome -> switch (outcome) {
                    case MERGED -> new ContactTable(transaction).get(member, merge.kept());
                    case ABSENT -> Future.failedFuture(Problem.of(404, "not-found"));
                    case OTHER_ABSENT -> Future.failedFuture(Problem.invalid("contactId", "invalid.contact"));
                    case OTHER_REGION -> Future.failedFuture(Problem.of(409, "other-region"));
                    case CONFLICT -> Future.failedFuture(Problem.of(409, "conflict"));
                    case TWO_ACCOUNTS -> Future.failedFuture(Problem.of(409, "two-accounts"));
                });
    }
}
