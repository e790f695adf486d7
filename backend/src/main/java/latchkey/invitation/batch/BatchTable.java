package latchkey.invitation.batch;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import latchkey.api.SignedInStaff;
import latchkey.database.Rows;
import latchkey.invitation.InvitationOutcome;
import latchkey.invitation.batch.BatchProgress.State;
import latchkey.key.Ids;

/** Batches of invitations as staff start, watch and stop them; {@link BatchQueueTable} has what the worker does. */
final class BatchTable {

    private static final String STOP = """
        update invitation_batch set stopped_at = now()
        where id = $1 and (staff_id = $2 or $3)
            and finished_at is null and stopped_at is null and failed_at is null
        """;

    private static final String PROGRESS = """
        select b.id, b.total, b.created_at, m.name,
            case when b.stopped_at is not null then 'STOPPED' when b.finished_at is not null then 'DONE'
                when b.failed_at is not null then 'FAILED' else 'RUNNING' end as state,
            (select count(*) from invitation_batch_contact where batch_id = b.id and outcome is not null) as done,
            (select count(*) from invitation_batch_contact where batch_id = b.id and outcome = 'SENT') as invited,
            (select json_object_agg(outcome, of_outcome) from (
                select outcome, count(*) as of_outcome from invitation_batch_contact
                where batch_id = b.id and outcome <> 'SENT' group by outcome) as by_outcome) as refused,
            b.starts_at, mails.queued, mails.accepted, mails.undelivered
        from invitation_batch b join staff m on m.id = b.staff_id
        cross join lateral (
            select count(*) filter (where mail.status in ('QUEUED', 'DEFERRED')) as queued,
                count(*) filter (where mail.status = 'SENT') as accepted,
                count(*) filter (where mail.status in ('FAILED', 'BOUNCED')) as undelivered
            from invitation_batch_contact of_batch join mail on mail.link_id = of_batch.link_id
            where of_batch.batch_id = b.id) mails
        """;

    private static final String FIND = PROGRESS + "where b.id = $1 and (b.staff_id = $2 or $3)";

    private static final String NEWEST =
            PROGRESS + "where b.staff_id = $1 order by b.created_at desc, b.id desc limit $2";

    private static final String REFUSALS = """
        select c.id, c.given_name || ' ' || c.family_name as name, c.email, b.outcome
        from invitation_batch_contact b join contact c on c.id = b.contact_id
        where b.batch_id = $1 and b.outcome <> 'SENT' and c.region = any ($2::text[])
        order by c.family_name, c.given_name, c.id
        offset $3 limit $4
        """;

    private static final String UNDELIVERED = """
        select c.id, c.given_name || ' ' || c.family_name as name, mail.recipient as email, mail.status, mail.detail
        from invitation_batch_contact b
        join mail on mail.link_id = b.link_id
        join contact c on c.id = mail.contact_id
        where b.batch_id = $1 and mail.status in ('FAILED', 'BOUNCED') and c.region = any ($2::text[])
        order by c.family_name, c.given_name, c.id
        offset $3 limit $4
        """;

    private final Pool pool;
    private final Pool longPool;

    BatchTable(Pool pool, Pool longPool) {
        this.pool = pool;
        this.longPool = longPool;
    }

    /**
     * The id of the new batch, or of the one that this member started with the same key, from which it follows.
     * Choosing a hundred thousand contacts may take longer than a statement usually may.
     *
     * @param startsIn seconds until the first is invited
     */
    Future<UUID> start(SignedInStaff member, Selection selection, String network, Optional<UUID> key, int startsIn) {
        int next = selection.parameters().size();
        UUID id = key.map(known -> Ids.derived(member.id(), known)).orElseGet(Ids::ordered);
        // Of several starts with the same id, the first counts.
        String sql = """
            with chosen as materialized (
                select c.id from contact c where %1$s
            ), made as (
                insert into invitation_batch (id, staff_id, regions, network, starts_at, next_try_at, total)
                select $%2$d, $%3$d, $%4$d, $%5$d, start.at, start.at, (select count(*) from chosen)
                from (select now() + make_interval(secs => $%6$d) as at) as start
                on conflict (id) do nothing
                returning id
            )
            insert into invitation_batch_contact (batch_id, contact_id) select made.id, chosen.id from made, chosen
            """.formatted(selection.condition(), next + 1, next + 2, next + 3, next + 4, next + 5);
        Tuple parameters = Tuple.tuple(selection
                .with(id)
                .with(member.id())
                .with(member.regionCodes())
                .with(network)
                .with(startsIn)
                .parameters());
        return longPool.preparedQuery(sql).execute(parameters).map(id);
    }

    /** Does nothing to a batch that {@link #find} does not find, or that is over. */
    Future<Void> stop(SignedInStaff member, UUID batch) {
        return pool.preparedQuery(STOP)
                .execute(Tuple.of(batch, member.id(), member.isAdmin()))
                .mapEmpty();
    }

    /** For the member who started it, and for administrators. */
    Future<Optional<BatchProgress>> find(SignedInStaff member, UUID batch) {
        return pool.preparedQuery(FIND)
                .mapping(BatchTable::progress)
                .execute(Tuple.of(batch, member.id(), member.isAdmin()))
                .map(rows -> rows.stream().findFirst());
    }

    /** The member's own batches. */
    Future<List<BatchProgress>> newest(SignedInStaff member, int most) {
        return pool.preparedQuery(NEWEST)
                .mapping(BatchTable::progress)
                .execute(Tuple.of(member.id(), most))
                .map(rows -> rows.stream().toList());
    }

    /** Only of contacts that are now in one of the member's regions. */
    Future<List<Refusal>> refusals(SignedInStaff member, UUID batch, int offset, int limit) {
        return pool.preparedQuery(REFUSALS)
                .mapping(BatchTable::refusal)
                .execute(Tuple.of(batch, member.regionCodes(), offset, limit))
                .map(rows -> rows.stream().toList());
    }

    /** The same for those whose mail was not delivered. */
    Future<List<Undelivered>> undelivered(SignedInStaff member, UUID batch, int offset, int limit) {
        return pool.preparedQuery(UNDELIVERED)
                .mapping(BatchTable::undelivered)
                .execute(Tuple.of(batch, member.regionCodes(), offset, limit))
                .map(rows -> rows.stream().toList());
    }

    private static BatchProgress progress(Row row) {
        return new BatchProgress(
                row.getUUID("id"),
                State.valueOf(row.getString("state")),
                row.getInteger("total"),
                row.getLong("done"),
                row.getLong("invited"),
                refused(Optional.ofNullable(row.getJsonObject("refused"))),
                row.getLong("queued"),
                row.getLong("accepted"),
                row.getLong("undelivered"),
                row.getOffsetDateTime("starts_at").toInstant(),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getString("name"));
    }

    private static Map<InvitationOutcome.Kind, Long> refused(Optional<JsonObject> counts) {
        var refused = new EnumMap<InvitationOutcome.Kind, Long>(InvitationOutcome.Kind.class);
        counts.ifPresent(known -> known.fieldNames()
                .forEach(kind -> refused.put(InvitationOutcome.Kind.valueOf(kind), known.getLong(kind))));
        return refused;
    }

    private static Refusal refusal(Row row) {
        return new Refusal(
                row.getUUID("id"),
                row.getString("name"),
                Rows.optionalText(row, "email"),
                InvitationOutcome.Kind.valueOf(row.getString("outcome")));
    }

    private static Undelivered undelivered(Row row) {
        return new Undelivered(
                row.getUUID("id"),
                row.getString("name"),
                row.getString("email"),
                row.getString("status"),
                Rows.optionalText(row, "detail"));
    }
}
