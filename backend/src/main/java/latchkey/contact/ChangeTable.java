package latchkey.contact;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;
import latchkey.api.SignedInStaff;
import latchkey.key.Ids;

/** Creating and changing a contact, a statement each. */
final class ChangeTable {

    /** What became of a change. */
    enum Outcome {
        CHANGED,
        CONFLICT,
        ADDRESS_NEEDED,
        ABSENT
    }

    private static final String CREATE = """
        with made as (
            insert into contact (id, region, given_name, family_name, email, phone, reference)
            values ($1, $2, $3, $4, $5, $6, $7)
            returning id, region, email
        )
        insert into event (region, contact_id, kind, actor, network, details)
        select region, id, 'contact-created', $8, $9, jsonb_build_object('email', email) from made
        """;

    /**
     * From now on the client signs in with the new address; the old one is notified, and every link and session ends. A
     * version that is no longer current changes nothing.
     */
    private static final String CHANGE = """
        with present as (
            select c.*, exists (select from account a where a.contact_id = c.id) as has_account
            from contact c where c.id = $1 and c.region = any ($2::text[]) for no key update of c
        ), changed as (
            update contact c set
                given_name = coalesce($4, c.given_name),
                family_name = coalesce($5, c.family_name),
                email = case when $6 then $7 else c.email end,
                phone = case when $8 then $9 else c.phone end,
                reference = case when $10 then $11 else c.reference end,
                portal = case
                    when $6 and c.email is distinct from $7 and c.portal = 'INVITED' then 'REVOKED'
                    else c.portal end,
                version = c.version + 1,
                changed_at = now()
            from present
            where c.id = present.id and ($3::bigint is null or c.version = $3)
                and not ($6 and $7::text is null and present.has_account)
            returning c.*
        ), moved as (
            select changed.id, changed.region, changed.email from changed join present using (id)
            where changed.email is distinct from present.email
        ),\
        """ + AddressChange.EFFECTS + """
        , difference as (
            select changed.id, changed.region, changed.email, jsonb_strip_nulls(jsonb_build_object(
                'givenName', case when changed.given_name <> present.given_name then present.given_name end,
                'familyName', case when changed.family_name <> present.family_name then present.family_name end,
                'email', case when changed.email is distinct from present.email
                    then coalesce(present.email, '') end,
                'phone', case when changed.phone is distinct from present.phone
                    then coalesce(present.phone, '') end,
                'reference', case when changed.reference is distinct from present.reference
                    then coalesce(present.reference, '') end)) as was
            from changed join present using (id)
        ), recorded as (
            insert into event (region, contact_id, kind, actor, network, details)
            select region, id, 'contact-changed', $12, $13, jsonb_strip_nulls(jsonb_build_object(
                'was', was, 'now', case when was ? 'email' then jsonb_build_object('email', coalesce(email, '')) end))
            from difference where was <> '{}'
        )
        select case
            when exists (select from changed) then 'CHANGED'
            when not exists (select from present) then 'ABSENT'
            when $3::bigint is not null and $3 <> (select version from present) then 'CONFLICT'
            else 'ADDRESS_NEEDED' end as outcome
        """;

    private static final String OWNER = "select contact_id from account where region = $1 and email = $2";

    private final Pool pool;

    ChangeTable(Pool pool) {
        this.pool = pool;
    }

    Future<UUID> create(SignedInStaff member, String network, NewContact contact) {
        UUID id = Ids.ordered();
        var parameters = Tuple.of(id, contact.region(), contact.givenName(), contact.familyName(), contact.email())
                .addValue(contact.phone().orElse(null))
                .addValue(contact.reference().orElse(null))
                .addValue(member.id().toString())
                .addValue(network);
        return pool.preparedQuery(CREATE).execute(parameters).map(id);
    }

    /** Fails with a duplicate key if the address is that of another client's account. */
    Future<Outcome> change(SignedInStaff member, String network, UUID contact, ContactChange change) {
        var parameters = Tuple.of(contact)
                .addValue(member.regionCodes())
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
                .addValue(network);
        return pool.preparedQuery(CHANGE)
                .execute(parameters)
                .map(rows -> Outcome.valueOf(rows.iterator().next().getString("outcome")));
    }

    /** The contact whose account has the address. */
    Future<Optional<UUID>> owner(String region, String email) {
        return pool.preparedQuery(OWNER)
                .execute(Tuple.of(region, email))
                .map(rows -> rows.stream().findFirst().map(row -> row.getUUID(0)));
    }
}
