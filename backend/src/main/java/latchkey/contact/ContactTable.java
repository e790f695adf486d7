package latchkey.contact;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import latchkey.api.SignedInStaff;
import latchkey.contact.Contact.AddressHolder;
import latchkey.contact.Contact.Job;
import latchkey.contact.Contact.Mail;
import latchkey.contact.Contact.Portal;
import latchkey.database.Rows;
import latchkey.web.Problem;

/** Reads contacts. One in another region is treated as if it didn't exist. */
public final class ContactTable {

    /** Why {@code contact c} can't be invited; null if it can, unless it was invited too often. */
    public static final String WHY_NOT_INVITED = """
        case
            when c.portal in ('ACTIVE', 'DISABLED') then 'ACCOUNT_EXISTS'
            when c.archived_at is not null then 'ARCHIVED'
            when c.email is null then 'NO_ADDRESS'
            when exists (select from account a where a.region = c.region and a.email = c.email) then 'ADDRESS_IN_USE'
        end
        """;

    private static final String CONTACTS = "select (" + WHY_NOT_INVITED + """
            ) is null as can_be_invited, c.id, c.region, c.given_name, c.family_name, c.email, c.phone, c.reference, c.version, c.archived_at,
            case when c.portal = 'INVITED' and c.invitation_expires_at <= now() then 'EXPIRED' else c.portal end
                as status,
            c.invited_at, inviter.name as invited_by, c.invitation_expires_at, link.email as invitation_email,
            mail.status as mail_status, mail.detail as mail_detail, mail.changed_at as mail_at,
            account.email as account_email, pending.email as pending_email, account.activated_at,
            account.last_sign_in_at,
            account.disabled_at, disabler.name as disabled_by, account.disabled_reason,
            holder.id as holder, holder.name as holder_name, holder.has_account as holder_has_account,
            (select coalesce(jsonb_agg(jsonb_build_object('id', j.id, 'reference', j.reference, 'name', j.name)
                order by j.reference), '[]')
            from job_person p join job j on j.id = p.job_id where p.contact_id = c.id) as jobs
        from contact c
        left join staff inviter on inviter.id = c.invited_by
        left join link on link.id = c.invitation_id
        left join lateral (
            select status, detail, changed_at from mail where mail.link_id = c.invitation_id
            order by created_at desc limit 1) mail on true
        left join account on account.contact_id = c.id
        left join link pending on pending.account_id = account.id and pending.purpose = 'address'
            and pending.used_at is null and pending.ended_at is null and pending.expires_at > now()
        left join staff disabler on disabler.id = account.disabled_by
        left join lateral (
            select other.id, other.given_name || ' ' || other.family_name as name, has_account
            from (
                select contact_id, true as has_account from account a where a.region = c.region and a.email = c.email
                union all
                select id, false from contact o where o.region = c.region and o.email = c.email
                    and o.portal = 'INVITED' and o.invitation_expires_at > now()
            ) as holds join contact other on other.id = holds.contact_id
            where account.id is null and other.id <> c.id
            order by has_account desc, other.id limit 1) holder on true
        """;

    private static final String FIND = CONTACTS + "where c.id = $1 and c.region = any ($2::text[])";

    private static final String THESE =
            CONTACTS + "where c.id = any ($1::uuid[]) order by array_position($1::uuid[], c.id)";

    private static final String AFTER = CONTACTS + "where %s and c.id > $%d order by c.id limit %d";

    private static final String LOCKED = """
        with locked as (
            select id from contact where id = $1 and region = any ($2::text[]) for no key update%1$s
        ), of_account as (
            select a.id from account a join locked on a.contact_id = locked.id for no key update of a%1$s
        )
        select id, (select count(*) from of_account) from locked
        """;

    private static final String LOCK = LOCKED.formatted("");
    private static final String LOCK_AT_ONCE = LOCKED.formatted(" nowait");

    private final SqlClient client;

    /** @param client a pool, or the connection of a transaction */
    public ContactTable(SqlClient client) {
        this.client = client;
    }

    /**
     * First the contact, then its account, in the order used everywhere; only in a transaction, as a statement of its
     * own, so that the next one sees what was written while this one waited.
     */
    public Future<Void> lock(SignedInStaff member, UUID id) {
        return lock(LOCK, member, id);
    }

    /** The same, but fails immediately if another transaction holds one of them. */
    public Future<Void> lockAtOnce(SignedInStaff member, UUID id) {
        return lock(LOCK_AT_ONCE, member, id);
    }

    public Future<Optional<Contact>> find(SignedInStaff member, UUID id) {
        return run(FIND, Tuple.of(id).addValue(member.regionCodes()))
                .map(found -> found.stream().findFirst());
    }

    /** Fails with 404 where {@link #find} finds nothing. */
    public Future<Contact> get(SignedInStaff member, UUID id) {
        return find(member, id).map(found -> found.orElseThrow(() -> Problem.of(404, "not-found")));
    }

    /** In the order of the ids. */
    public Future<List<Contact>> these(List<UUID> ids) {
        return run(THESE, Tuple.of((Object) ids.toArray(UUID[]::new)));
    }

    /**
     * The next ones in the order of ids: no cursor, no long transaction.
     *
     * @param condition on {@code contact c}
     * @param parameters of the condition
     */
    public Future<List<Contact>> after(UUID last, String condition, List<Object> parameters, int limit) {
        var withLast = new ArrayList<>(parameters);
        withLast.add(last);
        return run(AFTER.formatted(condition, withLast.size(), limit), Tuple.tuple(withLast));
    }

    private Future<List<Contact>> run(String sql, Tuple parameters) {
        return client.preparedQuery(sql)
                .mapping(ContactTable::contact)
                .execute(parameters)
                .map(rows -> rows.stream().toList());
    }

    private static Contact contact(Row row) {
        return new Contact(
                row.getUUID("id"),
                row.getString("region"),
                row.getString("given_name"),
                row.getString("family_name"),
                Rows.optionalText(row, "email"),
                Rows.optionalText(row, "phone"),
                Rows.optionalText(row, "reference"),
                row.getLong("version"),
                Rows.optionalInstant(row, "archived_at"),
                row.getBoolean("can_be_invited"),
                portal(row),
                row.get(JsonArray.class, "jobs").stream()
                        .map(job -> job((JsonObject) job))
                        .toList());
    }

    private static Job job(JsonObject json) {
        return new Job(UUID.fromString(json.getString("id")), json.getString("reference"), json.getString("name"));
    }

    private Future<Void> lock(String statement, SignedInStaff member, UUID id) {
        return client.preparedQuery(statement)
                .execute(Tuple.of(id).addValue(member.regionCodes()))
                .mapEmpty();
    }

    private static Portal portal(Row row) {
        return new Portal(
                PortalStatus.valueOf(row.getString("status")),
                Rows.optionalInstant(row, "invited_at"),
                Rows.optionalText(row, "invited_by"),
                Rows.optionalInstant(row, "invitation_expires_at"),
                Rows.optionalText(row, "invitation_email"),
                Rows.optionalText(row, "mail_status")
                        .map(status ->
                                new Mail(status, Rows.optionalText(row, "mail_detail"), Rows.instant(row, "mail_at"))),
                Rows.optionalText(row, "account_email"),
                Rows.optionalText(row, "pending_email"),
                Rows.optionalInstant(row, "activated_at"),
                Rows.optionalInstant(row, "last_sign_in_at"),
                Rows.optionalInstant(row, "disabled_at"),
                Rows.optionalText(row, "disabled_by"),
                Rows.optionalText(row, "disabled_reason"),
                Rows.optionalId(row, "holder")
                        .map(id -> new AddressHolder(
                                id, row.getString("holder_name"), row.getBoolean("holder_has_account"))));
    }
}
