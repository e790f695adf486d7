package latchkey.invitation;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import latchkey.api.SignedInStaff;
import latchkey.key.Ids;
import latchkey.text.Texts;

/** Batches of invitations: starting, looking at and stopping them, and working them off. */
final class BatchTable {

    private static final Texts TEXTS = Texts.of("staff", Locale.ROOT);

    /** A contact that is locked is being invited by another backend at this moment. */
    private static final String CHUNK = """
        select contact_id from invitation_batch_contact
        where batch_id = $1 and outcome is null
            and exists (select from invitation_batch where id = $1 and stopped_at is null)
        limit $2
        for update skip locked
        """;

    private static final String RUNNING = """
        select id, staff_id, regions, network from invitation_batch
        where finished_at is null and stopped_at is null
        order by created_at limit 1
        """;

    private static final String RECORD = """
        update invitation_batch_contact b set outcome = coalesce(
            (select o.outcome from unnest($3::uuid[], $4::text[]) as o (contact_id, outcome)
                where o.contact_id = b.contact_id),
            'ABSENT')
        where batch_id = $1 and contact_id = any ($2::uuid[])
        """;

    private static final String FINISH = """
        update invitation_batch set finished_at = now()
        where id = $1 and finished_at is null
            and not exists (select from invitation_batch_contact where batch_id = $1 and outcome is null)
        """;

    private static final String STOP = """
        update invitation_batch set stopped_at = now()
        where id = $1 and finished_at is null and stopped_at is null
        """;

    private static final String PROGRESS = """
        select b.id, b.total, b.created_at, m.name,
            case when b.stopped_at is not null then 'STOPPED' when b.finished_at is not null then 'DONE'
                else 'RUNNING' end as state,
            (select count(*) from invitation_batch_contact where batch_id = b.id and outcome is not null) as done,
            (select count(*) from invitation_batch_contact where batch_id = b.id and outcome = 'SENT') as invited
        from invitation_batch b join staff m on m.id = b.staff_id
        """;

    private static final String FIND = PROGRESS + "where b.id = $1 and (b.staff_id = $2 or $3)";

    private static final String NEWEST =
            PROGRESS + "where b.staff_id = $1 order by b.created_at desc, b.id desc limit $2";

    private static final String REFUSED = """
        select c.id, c.given_name || ' ' || c.family_name as name, c.email, b.outcome
        from invitation_batch_contact b join contact c on c.id = b.contact_id
        where b.batch_id = $1 and b.outcome <> 'SENT'
        order by c.family_name, c.given_name, c.id
        """;

    private final Pool pool;

    BatchTable(Pool pool) {
        this.pool = pool;
    }

    /**
     * The id of the new batch, or of the one that this member started with the same key: it follows from both, so whoever
     * is second finds it taken. Choosing a hundred thousand contacts may take longer than a statement usually may.
     */
    Future<UUID> start(SignedInStaff member, Selection selection, String network, Optional<UUID> key) {
        int next = selection.parameters().size();
        UUID id = key.map(known -> Ids.derived(member.id(), known)).orElseGet(Ids::ordered);
        String sql = """
            with chosen as materialized (
                select c.id from contact c where %s
            ), made as (
                insert into invitation_batch (id, staff_id, regions, network, total)
                select $%d, $%d, $%d, $%d, (select count(*) from chosen)
                on conflict (id) do nothing
                returning id
            )
            insert into invitation_batch_contact (batch_id, contact_id) select made.id, chosen.id from made, chosen
            """.formatted(selection.condition(), next + 1, next + 2, next + 3, next + 4);
        Tuple parameters = Tuple.tuple(selection
                .with(id)
                .with(member.id())
                .with(member.regionCodes())
                .with(network)
                .parameters());
        return pool.withTransaction(connection -> connection
                        .query("set local statement_timeout = '60s'")
                        .execute()
                        .compose(patient -> connection.preparedQuery(sql).execute(parameters)))
                .map(id);
    }

    /** How many of the selection would be invited, and how many refused for which reason. */
    Future<Map<String, Long>> preview(Selection selection, int mostInvitations) {
        String sql = """
            select case
                    when c.portal in ('ACTIVE', 'DISABLED') then 'ACCOUNT_EXISTS'
                    when c.email is null then 'NO_ADDRESS'
                    when exists (select from account a where a.region = c.region and a.email = c.email)
                        then 'ADDRESS_IN_USE'
                    when exists (select from rate_limit where key = 'invitation ' || c.id and until > now()
                        and used >= %s) then 'LIMITED'
                    else 'SENT'
                end as outcome, count(*) as count
            from contact c where %s group by 1
            """.formatted(selection.next(), selection.condition());
        return pool.preparedQuery(sql)
                .execute(Tuple.tuple(selection.with(mostInvitations).parameters()))
                .map(rows -> {
                    var counts = new TreeMap<String, Long>();
                    rows.forEach(row -> counts.put(row.getString("outcome"), row.getLong("count")));
                    return counts;
                });
    }

    Future<Optional<Batch>> running() {
        return pool.preparedQuery(RUNNING)
                .mapping(BatchTable::batch)
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
                .addValue(outcomes.stream().map(one -> one.kind().name()).toArray(String[]::new));
        return transaction.preparedQuery(RECORD).execute(parameters).mapEmpty();
    }

    Future<Void> finish(Batch batch) {
        return pool.preparedQuery(FINISH).execute(Tuple.of(batch.id())).mapEmpty();
    }

    Future<Void> stop(UUID batch) {
        return pool.preparedQuery(STOP).execute(Tuple.of(batch)).mapEmpty();
    }

    /** How far a batch is, for who started it and for administrators. */
    Future<Optional<JsonObject>> find(SignedInStaff member, UUID batch) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(batch, member.id(), member.isAdmin()))
                .map(rows -> rows.stream().findFirst().map(BatchTable::progress));
    }

    /** How far the member's own batches are, without their refusals. */
    Future<JsonArray> newest(SignedInStaff member, int most) {
        return pool.preparedQuery(NEWEST).execute(Tuple.of(member.id(), most)).map(rows -> {
            var batches = new JsonArray();
            rows.forEach(row -> batches.add(progress(row)));
            return batches;
        });
    }

    Future<JsonArray> refused(UUID batch) {
        return pool.preparedQuery(REFUSED).execute(Tuple.of(batch)).map(rows -> {
            var refusals = new JsonArray();
            rows.forEach(row -> refusals.add(reason(row.getString("outcome"))
                    .put("contactId", row.getUUID("id").toString())
                    .put("name", row.getString("name"))
                    .put("email", row.getString("email"))));
            return refusals;
        });
    }

    /** Why not, as a program and as a person reads it. */
    static JsonObject reason(String outcome) {
        String type = outcome.toLowerCase(Locale.ROOT).replace('_', '-');
        return new JsonObject().put("type", type).put("reason", TEXTS.text("refusal." + type));
    }

    private static Batch batch(Row row) {
        return new Batch(
                row.getUUID("id"),
                row.getUUID("staff_id"),
                List.of(row.getArrayOfStrings("regions")),
                row.getString("network"));
    }

    private static JsonObject progress(Row row) {
        return new JsonObject()
                .put("id", row.getUUID("id").toString())
                .put("state", row.getString("state"))
                .put("total", row.getInteger("total"))
                .put("done", row.getLong("done"))
                .put("invited", row.getLong("invited"))
                .put(
                        "startedAt",
                        row.get(OffsetDateTime.class, "created_at").toInstant().toString())
                .put("startedBy", row.getString("name"));
    }
}
