package latchkey.change;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import latchkey.api.SignedInStaff;
import latchkey.contact.ContactTable;
import latchkey.database.Rows;
import latchkey.link.LinkTable;
import latchkey.web.Problem;

/** Changes a contact, in a transaction. */
final class ChangeTable {

    /** The next step after a change. */
    enum Next {
        NOTHING,
        /** The contact was invited at another address, or by another region. */
        INVITE,
        /** The client signs in with another address, until the new one is confirmed. */
        CONFIRM,
        /** The address is the one that the client signs in with. */
        KEEP
    }

    private enum Refused {
        CONFLICT,
        ADDRESS_NEEDED,
        ADDRESS_IN_USE,
        ACCOUNT_REGION,
        DISABLED
    }

    /**
     * The address of an account stays until the new one is confirmed, and its region for good. A version that is no
     * longer current changes nothing. A contact who moves to another region leaves the jobs of the old one.
     */
    private static final String CHANGE = """
        with present as (
            select c.*, a.email as account_email, a.disabled_at, other.contact_id as other
            from contact c
            left join account a on a.contact_id = c.id
            left join account other on other.region = coalesce($14, c.region) and other.email = $6 and other.contact_id <> c.id
            where c.id = $1 and c.region = any ($13::text[])
        ), judged as (
            select *, $5 and account_email is null and email is distinct from $6 as moves,
                case
                    when $2::bigint is not null and version <> $2 then 'CONFLICT'
                    when account_email is not null and $14 <> region then 'ACCOUNT_REGION'
                    when $5 and account_email is not null and $6::text is null then 'ADDRESS_NEEDED'
                    when $5 and account_email is not null and other is not null then 'ADDRESS_IN_USE'
                    when $5 and account_email <> $6 and disabled_at is not null then 'DISABLED'
                end as refused
            from present
        ), changed as (
            update contact c set
                given_name = coalesce($3, c.given_name),
                family_name = coalesce($4, c.family_name),
                region = coalesce($14, c.region),
                email = case when moves then $6 else c.email end,
                phone = case when $7 then $8 else c.phone end,
                reference = case when $9 then $10 else c.reference end,
                portal = case when moves and $6::text is null and c.portal = 'INVITED' then 'REVOKED' else c.portal end,
                version = c.version + 1,
                changed_at = now()
            from judged
            where c.id = judged.id and refused is null
            returning c.*, judged.account_email
        ), links_ended as (
        """
            + LinkTable.end("'address'", "from changed where link.contact_id = changed.id and changed.email is null")
            + """
        ), left_jobs as (
            delete from job_person p using changed, present
            where p.contact_id = changed.id and present.id = changed.id and changed.region <> present.region
            returning p.job_id, p.contact_id
        ), leaving_recorded as (
            insert into event (region, contact_id, kind, actor, network, details)
            select job.region, contact_id, 'job-person-removed', $11, $12, jsonb_build_object('name', label)
            from left_jobs join job on job.id = job_id
        ), difference as (
            select changed.id, changed.region, changed.email, jsonb_strip_nulls(jsonb_build_object(
                'givenName', case when changed.given_name <> present.given_name then present.given_name end,
                'familyName', case when changed.family_name <> present.family_name then present.family_name end,
                'region', case when changed.region <> present.region then present.region end,
                'email', case when changed.email is distinct from present.email
                    then coalesce(present.email, '') end,
                'phone', case when changed.phone is distinct from present.phone
                    then coalesce(present.phone, '') end,
                'reference', case when changed.reference is distinct from present.reference
                    then coalesce(present.reference, '') end)) as was
            from changed join present using (id)
        ), recorded as (
            insert into event (region, contact_id, kind, actor, network, details)
            select region, id, 'contact-changed', $11, $12, jsonb_strip_nulls(jsonb_build_object(
                'was', was, 'now', case when was ? 'email' then jsonb_build_object('email', coalesce(email, '')) end))
            from difference where was <> '{}'
        )
        select refused, other,
            case
                when account_email is null and portal = 'INVITED'
                        and (moves and $6 is not null or not moves and email is not null and $14 <> region) then 'INVITE'
                when not $5 or account_email is null then 'NOTHING'
                when account_email = $6 then 'KEEP'
                else 'CONFIRM' end as next
        from judged
        """;

    private final SqlClient transaction;

    ChangeTable(SqlClient transaction) {
        this.transaction = transaction;
    }

    /** Fails with a problem where nothing was changed. */
    Future<Next> change(SignedInStaff member, String network, UUID contact, ContactChange change) {
        var parameters = Tuple.of(contact)
                .addValue(change.version().orElse(null))
                .addValue(change.givenName().orElse(null))
                .addValue(change.familyName().orElse(null))
                .addValue(change.gives("email"))
                .addValue(change.email().orElse(null))
                .addValue(change.gives("phone"))
                .addValue(change.phone().orElse(null))
                .addValue(change.gives("reference"))
                .addValue(change.reference().orElse(null))
                .addValue(member.id().toString())
                .addValue(network)
                .addValue(member.regionCodes())
                .addValue(change.region().orElse(null));
        return new ContactTable(transaction)
                .lock(member, contact)
                .compose(locked -> transaction.preparedQuery(CHANGE).execute(parameters))
                .map(rows -> rows.stream().findFirst().orElseThrow(() -> Problem.of(404, "not-found")))
                .map(ChangeTable::next);
    }

    private static Next next(Row row) {
        Rows.optionalText(row, "refused").map(Refused::valueOf).ifPresent(refused -> {
            throw switch (refused) {
                case CONFLICT -> Problem.of(409, "conflict");
                case DISABLED -> Problem.of(409, "account-disabled");
                case ACCOUNT_REGION -> Problem.of(409, "account-region");
                case ADDRESS_NEEDED -> Problem.invalid("email", "invalid.signs-in");
                case ADDRESS_IN_USE ->
                    Problem.of(409, "address-in-use")
                            .with("contactId", row.getUUID("other").toString());
            };
        });
        return Next.valueOf(row.getString("next"));
    }
}
