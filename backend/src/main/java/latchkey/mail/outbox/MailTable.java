package latchkey.mail.outbox;

import static java.util.Objects.requireNonNullElse;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import latchkey.database.Rows;
import latchkey.mail.DueMail;
import latchkey.mail.DueMail.DueLink;
import latchkey.mail.WrittenMail;

/** The outbox as its postmen see it. Any number of backends work on it at the same time. */
final class MailTable {

    // Invitations come by the thousand and can wait a minute; a reset behind them can't. The index mail_due has this
    // order, so a look that finds nothing reads one page.
    private static final String CLAIM = """
        with due as (
            select id from mail
            where status in ('QUEUED', 'DEFERRED') and next_attempt_at <= now()
                and (leased_until is null or leased_until < now()) and id <> all($2)
            order by kind = 'invitation', next_attempt_at
            limit $1
            for update skip locked),
        leased as (
            update mail set attempts = attempts + 1, leased_until = now() + $3::bigint * interval '1 millisecond'
            from due where mail.id = due.id
            returning mail.*)
        select leased.id, leased.kind, leased.recipient, leased.attempts, leased.created_at,
            leased.details->>'userAgent' as user_agent, leased.details->>'personal' as personal,
            (extract(epoch from now() - leased.created_at) * 1000)::bigint as age_millis,
            coalesce(leased.region, staff.regions[1]) as home,
            leased.staff_id is not null as to_staff,
            coalesce(contact.given_name, staff.name, '') as name,
            coalesce(contact.given_name || ' ' || contact.family_name, staff.name, '') as full_name,
            link.id as link_id, link.purpose, link.expires_at,
            case when leased.kind = 'invitation' then
                (select inviter.name from staff inviter where inviter.id = link.created_by) end as inviter,
            case when leased.kind = 'invitation' then array(
                select j.name from job_person p join job j on j.id = p.job_id
                where p.contact_id = leased.contact_id order by p.added_at) else '{}' end as jobs,
            case
                when link.used_at is not null then 'used'
                when link.ended_at is not null then link.ended_by
                when link.expires_at <= now() then 'expired'
            end as link_end,
            case
                when leased.kind = 'reset' and link.created_by is not null then 'by-staff'
                when leased.kind = 'invitation' and exists (
                    select from mail earlier
                    where earlier.contact_id = leased.contact_id and earlier.created_at < leased.created_at
                        and earlier.kind = leased.kind and earlier.status = 'SENT'
                        and earlier.recipient = leased.recipient)
                    then case when exists (
                        select from mail earlier
                        where earlier.link_id = leased.link_id and earlier.created_at < leased.created_at)
                        then 'again' else 'resent' end
            end as variation
        from leased
            left join contact on contact.id = leased.contact_id
            left join staff on staff.id = leased.staff_id
            left join link on link.id = leased.link_id
        """;

    private static final String RENEW = """
        update mail set leased_until = now() + $2::bigint * interval '1 millisecond'
        where id = any($1) and leased_until is not null
        """;

    // Any postman may report that a mail was sent; only the holder of the latest lease may report anything else.
    // Repeated deferrals for the same reason are recorded once.
    private static final String NOTE = """
        with before as (
            select id, status, detail from mail
            where id = $1 and status <> 'SENT'
                and ($2 = 'SENT' or (attempts = $3 and status in ('QUEUED', 'DEFERRED')))
            for update),
        noted as (
            update mail set status = $2, detail = $4, written = $6, leased_until = null, changed_at = now(),
                next_attempt_at = case when $2 = 'DEFERRED' then now() + $5::bigint * interval '1 millisecond' end
            from before where mail.id = before.id
            returning mail.*, before.status as status_before, before.detail as detail_before)
        insert into event (region, contact_id, kind, actor, details)
        select region, contact_id, 'mail-' || lower(status), 'system', jsonb_strip_nulls(jsonb_build_object(
            'mail', kind, 'detail', detail, 'link', link_id, 'staff', staff_id))
        from noted
        where status <> 'DEFERRED' or status_before <> 'DEFERRED' or detail_before is distinct from detail
        """;

    private static final String BACKLOG = """
        select count(*),
            extract(epoch from coalesce(now() - min(created_at), '0'))::bigint as oldest_seconds,
            extract(epoch from greatest(now() - min(next_attempt_at), '0'))::bigint as overdue_seconds
        from mail where status in ('QUEUED', 'DEFERRED')
        """;

    private final Pool pool;

    MailTable(Pool pool) {
        this.pool = pool;
    }

    /**
     * Takes mails that are due, for as long as the lease lasts.
     *
     * @param underway mails that are not taken, due or not
     */
    Future<List<DueMail>> claim(int most, Collection<UUID> underway, Duration lease) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(most, underway.toArray(UUID[]::new), lease.toMillis()))
                .map(rows -> rows.stream().map(MailTable::dueMail).toList());
    }

    /** Keeps mails that are on their way from other postmen, for as long as the lease lasts. */
    Future<Void> renew(Collection<UUID> underway, Duration lease) {
        return pool.preparedQuery(RENEW)
                .execute(Tuple.of(underway.toArray(UUID[]::new), lease.toMillis()))
                .mapEmpty();
    }

    /** Records the outcome of an attempt, as an event too. */
    Future<Void> note(DueMail mail, DeliveryOutcome outcome) {
        return pool.preparedQuery(NOTE)
                .execute(Tuple.of(
                        mail.id(),
                        outcome.status().name(),
                        mail.attempts(),
                        outcome.words().orElse(null),
                        outcome.pause().toMillis(),
                        outcome.written().map(WrittenMail::toJson).orElse(null)))
                .mapEmpty();
    }

    Future<Backlog> backlog() {
        return pool.preparedQuery(BACKLOG).execute().map(MailTable::backlog);
    }

    private static DueMail dueMail(Row row) {
        return new DueMail(
                row.getUUID("id"),
                row.getString("kind"),
                Rows.optionalText(row, "home"),
                row.getBoolean("to_staff"),
                row.getString("recipient"),
                row.getString("name"),
                row.getString("full_name"),
                row.getInteger("attempts"),
                Rows.instant(row, "created_at"),
                Duration.ofMillis(row.getLong("age_millis")),
                Rows.optionalText(row, "variation"),
                Rows.optionalText(row, "inviter"),
                Rows.optionalText(row, "personal"),
                List.of(row.getArrayOfStrings("jobs")),
                requireNonNullElse(row.getString("user_agent"), ""),
                Rows.optionalId(row, "link_id").map(id -> dueLink(id, row)));
    }

    private static DueLink dueLink(UUID id, Row row) {
        return new DueLink(
                id, row.getString("purpose"), Rows.instant(row, "expires_at"), Rows.optionalText(row, "link_end"));
    }

    private static Backlog backlog(RowSet<Row> rows) {
        Row row = rows.iterator().next();
        return new Backlog(
                row.getLong("count"),
                Duration.ofSeconds(row.getLong("oldest_seconds")),
                Duration.ofSeconds(row.getLong("overdue_seconds")));
    }
}
