package latchkey.invitation.batch;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import latchkey.invitation.InvitationOutcome;

/** Batches of invitations as the worker sees them. */
final class BatchQueueTable {

    /**
     * One that failed waits until its next attempt, while those behind it take their turn. Only the regions that its
     * starter still has count. One started while its starter's access was being ended is never picked up.
     */
    private static final String NEXT = """
        select b.id, b.staff_id, b.network, b.failures,
            case when m.role = 'admin' then b.regions
                else array(select unnest(b.regions) intersect select unnest(m.regions)) end as regions
        from invitation_batch b join staff m on m.id = b.staff_id
        where b.finished_at is null and b.stopped_at is null and b.failed_at is null and b.next_try_at <= now()
            and m.ended_at is null
        order by b.created_at limit 1
        """;

    /** A contact that is locked is being invited by another backend at this moment. */
    private static final String CHUNK = """
        select contact_id from invitation_batch_contact
        where batch_id = $1 and outcome is null
            and exists (select from invitation_batch where id = $1 and stopped_at is null)
        limit $2
        for update skip locked
        """;

    private static final String RECORD = """
        with recovered as (
            update invitation_batch set failures = 0 where id = $1 and failures > 0
        )
        update invitation_batch_contact b set
            outcome = coalesce(
                (select o.outcome from unnest($3::uuid[], $4::text[]) as o (contact_id, outcome)
                    where o.contact_id = b.contact_id),
                'ABSENT'),
            link_id = (select o.link_id from unnest($3::uuid[], $5::uuid[]) as o (contact_id, link_id)
                where o.contact_id = b.contact_id)
        where batch_id = $1 and contact_id = any ($2::uuid[])
        """;

    private static final String FINISH = """
        update invitation_batch set finished_at = now()
        where id = $1 and finished_at is null and failed_at is null
            and not exists (select from invitation_batch_contact where batch_id = $1 and outcome is null)
        """;

    /** Of two workers whose attempts fail together, one counts. */
    private static final String FAILED = """
        update invitation_batch set failures = failures + 1,
            next_try_at = now() + make_interval(secs => $3),
            failed_at = case when $4 then now() end
        where id = $1 and failures = $2 and finished_at is null
        """;

    private final Pool pool;

    BatchQueueTable(Pool pool) {
        this.pool = pool;
    }

    Future<Optional<Batch>> next() {
        return pool.preparedQuery(NEXT)
                .mapping(BatchQueueTable::batch)
                .execute()
                .map(rows -> rows.stream().findFirst());
    }

    /** The next contacts of a batch, locked until the transaction ends. */
    Future<List<UUID>> chunk(SqlClient transaction, Batch batch, int most) {
        return transaction
                .preparedQuery(CHUNK)
                .execute(Tuple.of(batch.id(), most))
                .map(rows -> rows.stream().map(row -> row.getUUID(0)).toList());
    }

    Future<Void> record(SqlClient transaction, Batch batch, List<UUID> contacts, List<InvitationOutcome> outcomes) {
        var parameters = Tuple.of(batch.id())
                .addValue(contacts.toArray(UUID[]::new))
                .addValue(outcomes.stream().map(InvitationOutcome::contact).toArray(UUID[]::new))
                .addValue(outcomes.stream().map(one -> one.kind().name()).toArray(String[]::new))
                .addValue(outcomes.stream().map(one -> one.link().orElse(null)).toArray(UUID[]::new));
        return transaction.preparedQuery(RECORD).execute(parameters).mapEmpty();
    }

    Future<Void> finish(Batch batch) {
        return pool.preparedQuery(FINISH).execute(Tuple.of(batch.id())).mapEmpty();
    }

    /** Records a failed attempt: the batch is tried again after the pause, or set aside for good. */
    Future<Void> failed(Batch batch, Duration pause, boolean forGood) {
        return pool.preparedQuery(FAILED)
                .execute(Tuple.of(batch.id(), batch.failures(), pause.toSeconds(), forGood))
                .mapEmpty();
    }

    private static Batch batch(Row row) {
        return new Batch(
                row.getUUID("id"),
                row.getUUID("staff_id"),
                List.of(row.getArrayOfStrings("regions")),
                row.getString("network"),
                row.getInteger("failures"));
    }
}
