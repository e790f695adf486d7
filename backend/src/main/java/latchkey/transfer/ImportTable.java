package latchkey.transfer;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import latchkey.api.SignedInStaff;
import latchkey.key.Ids;
import latchkey.transfer.ImportProgress.Step;

/**
 * Compares the rows of a file with the contacts there are and, if that is wanted, writes them: all in one transaction, in
 * pieces, so that it can be told how far it is. All rows are compared before the first is written, or a row would be taken
 * for a change of a contact that an earlier row of the same file made.
 */
final class ImportTable {

    /** What becomes of one row, and for a change: of which contact, with which address until now, and what it changes. */
    record Judged(String verdict, Optional<UUID> contact, Optional<String> email, Optional<JsonObject> was) {}

    private record Change(ImportRow row, Judged judged) {

        boolean isOne() {
            return judged.verdict.equals("NEW") || judged.verdict.equals("CHANGED");
        }

        String name() {
            return row.text("familyName") + '\0' + row.text("givenName");
        }
    }

    /** Takes up to a second where contacts are written. */
    private static final int PIECE = 4_000;

    /**
     * A row is a contact by its reference; without one, or where the contact has none yet, by its address and, of several
     * with that address, by the name. An empty cell leaves what is there.
     */
    private static final String JUDGE = """
        with sent as (
            select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[])
                as s (region, given_name, family_name, email, phone, reference, number)
        ), matched as (
            select s.*, coalesce(by_reference.id, by_email.id) as id
            from sent s
            left join lateral (
                select c.id from contact c where c.region = s.region and c.reference = s.reference
                order by c.created_at limit 1) by_reference on s.reference is not null
            left join lateral (
                select c.id from contact c
                where c.region = s.region and c.email = s.email and (c.reference is null or s.reference is null)
                order by lower(c.given_name || c.family_name) = lower(s.given_name || s.family_name) desc,
                    c.created_at
                limit 1) by_email on by_reference.id is null and s.email is not null
        )
        select m.number, m.id, c.email,
            case
                when c.id is null then 'NEW'
                when m.email is distinct from c.email and a.id is not null and exists (
                    select from account o where o.region = m.region and o.email = m.email and o.id <> a.id)
                    then 'REFUSED'
                when (m.given_name, m.family_name, coalesce(m.email, c.email, ''),
                        coalesce(m.phone, c.phone, ''), coalesce(m.reference, c.reference, ''))
                    <> (c.given_name, c.family_name, coalesce(c.email, ''), coalesce(c.phone, ''),
                        coalesce(c.reference, ''))
                    then 'CHANGED'
                else 'UNCHANGED'
            end as verdict,
            jsonb_strip_nulls(jsonb_build_object(
                'givenName', case when m.given_name <> c.given_name then c.given_name end,
                'familyName', case when m.family_name <> c.family_name then c.family_name end,
                'email', case when m.email is distinct from coalesce(c.email, '') and m.email is not null
                    then coalesce(c.email, '') end,
                'phone', case when m.phone <> coalesce(c.phone, '') then coalesce(c.phone, '') end,
                'reference', case when m.reference <> coalesce(c.reference, '')
                    then coalesce(c.reference, '') end)) as was
        from matched m
        left join contact c on c.id = m.id
        left join account a on a.contact_id = c.id
        """;

    private static final String WRITE = """
        with judged as (
            select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::uuid[],
                    $8::text[], $9::text[], $10::jsonb[])
                as j (region, given_name, family_name, email, phone, reference, id, verdict, old_email, was)
        ), made as (
            insert into contact (id, region, given_name, family_name, email, phone, reference)
            select id, region, given_name, family_name, email, phone, reference from judged
            where verdict = 'NEW'
            returning id, region
        ), changed as (
            update contact c set
                given_name = j.given_name,
                family_name = j.family_name,
                email = coalesce(j.email, c.email),
                phone = coalesce(j.phone, c.phone),
                reference = coalesce(j.reference, c.reference),
                portal = case when j.email is distinct from c.email and j.email is not null
                    and c.portal = 'INVITED' then 'REVOKED' else c.portal end,
                version = c.version + 1,
                changed_at = now()
            from judged j where c.id = j.id and j.verdict = 'CHANGED'
            returning c.id, c.region, c.email, j.old_email, j.was
        ), signs_in_with as (
            update account set email = changed.email from changed
            where account.contact_id = changed.id and changed.email is distinct from changed.old_email
        ), links as (
            update link set ended_at = now(), ended_by = 'address' from changed
            where link.contact_id = changed.id and changed.email is distinct from changed.old_email
                and used_at is null and ended_at is null
        )
        insert into event (region, contact_id, kind, actor, network, details)
        select region, id, 'contact-imported', $11, $12, '{}' from made
        union all
        select region, id, 'contact-changed', $11, $12, jsonb_build_object('was', was) from changed
        """;

    private final Pool pool;

    ImportTable(Pool pool) {
        this.pool = pool;
    }

    /** The verdict of each row by its number; nothing is written. */
    Future<Map<Integer, Judged>> judge(List<ImportRow> rows, Consumer<ImportProgress> progress) {
        return transaction(connection -> judge(connection, rows, progress));
    }

    /** The same, and all of them are written, or none. Fails with a duplicate key if two rows want one address. */
    Future<Map<Integer, Judged>> write(
            List<ImportRow> rows, SignedInStaff member, String network, Consumer<ImportProgress> progress) {
        return transaction(connection -> judge(connection, rows, progress)
                .compose(judged -> pieces(
                                Step.WRITING,
                                changes(rows, judged),
                                0,
                                progress,
                                piece -> write(connection, piece, member, network))
                        .map(judged)));
    }

    /** A piece may take longer than a statement usually may. */
    private <T> Future<T> transaction(Function<SqlConnection, Future<T>> work) {
        return pool.withTransaction(connection -> connection
                .query("set local statement_timeout = '60s'")
                .execute()
                .compose(patient -> work.apply(connection)));
    }

    private static Future<Map<Integer, Judged>> judge(
            SqlConnection connection, List<ImportRow> rows, Consumer<ImportProgress> progress) {
        var judged = new HashMap<Integer, Judged>();
        return pieces(
                        Step.COMPARING,
                        rows,
                        0,
                        progress,
                        piece -> judge(connection, piece)
                                .onSuccess(judged::putAll)
                                .mapEmpty())
                .map(judged);
    }

    private static <T> Future<Void> pieces(
            Step step,
            List<T> rows,
            int from,
            Consumer<ImportProgress> progress,
            Function<List<T>, Future<Void>> work) {
        progress.accept(new ImportProgress(step, from, rows.size()));
        if (from == rows.size()) {
            return Future.succeededFuture();
        }
        int to = Math.min(from + PIECE, rows.size());
        return work.apply(rows.subList(from, to)).compose(done -> pieces(step, rows, to, progress, work));
    }

    private static Future<Map<Integer, Judged>> judge(SqlConnection connection, List<ImportRow> piece) {
        Tuple parameters =
                cells(piece).addValue(piece.stream().map(ImportRow::number).toArray(Integer[]::new));
        return connection
                .preparedQuery(JUDGE)
                .execute(parameters)
                .map(rows -> rows.stream().collect(toMap(row -> row.getInteger("number"), ImportTable::judged)));
    }

    private static Judged judged(Row row) {
        String verdict = row.getString("verdict");
        return new Judged(
                verdict,
                Optional.ofNullable(row.getUUID("id")),
                Optional.ofNullable(row.getString("email")),
                verdict.equals("CHANGED") ? Optional.of(row.get(JsonObject.class, "was")) : Optional.empty());
    }

    /** In the order of names: namesakes on the same pages are found together sooner. */
    private static List<Change> changes(List<ImportRow> rows, Map<Integer, Judged> judged) {
        return rows.stream()
                .map(row -> new Change(row, requireNonNull(judged.get(row.number()))))
                .filter(Change::isOne)
                .sorted(comparing(Change::name))
                .toList();
    }

    private static Future<Void> write(
            SqlConnection connection, List<Change> piece, SignedInStaff member, String network) {
        List<Judged> judged = piece.stream().map(Change::judged).toList();
        Tuple parameters = cells(piece.stream().map(Change::row).toList())
                .addValue(array(judged, UUID[]::new, row -> row.contact().orElseGet(Ids::ordered)))
                .addValue(array(judged, String[]::new, Judged::verdict))
                .addValue(array(judged, String[]::new, row -> row.email().orElse(null)))
                .addValue(array(judged, JsonObject[]::new, row -> row.was().orElse(null)))
                .addValue(member.id().toString())
                .addValue(network);
        return connection.preparedQuery(WRITE).execute(parameters).mapEmpty();
    }

    private static Tuple cells(List<ImportRow> rows) {
        Tuple tuple = Tuple.tuple();
        Stream.of("region", "givenName", "familyName", "email", "phone", "reference")
                .forEach(field -> tuple.addValue(array(rows, String[]::new, row -> row.text(field))));
        return tuple;
    }

    private static <S, T> T[] array(List<S> rows, IntFunction<T[]> array, Function<S, T> cell) {
        return rows.stream().map(cell).toArray(array);
    }
}
