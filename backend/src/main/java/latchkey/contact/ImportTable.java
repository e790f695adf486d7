package latchkey.contact;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import latchkey.api.Member;
import latchkey.key.Ids;

/** Compares the rows of a file with the contacts there are and, if that is wanted, writes them: all in one statement. */
final class ImportTable {

    /** What becomes of one row. */
    record Judged(String verdict, Optional<JsonObject> was) {}

    /**
     * A row is a contact by its reference; without one, or where the contact has none yet, by its address and, of several
     * with that address, by the name. An empty cell leaves what is there.
     */
    private static final String JUDGE = """
            with sent as (
                select * from unnest($1::int[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                    $8::text[]) as s (number, new_id, region, given_name, family_name, email, phone, reference)
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
            ), judged as (
                select m.*, c.email as old_email,
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
            )
            """;

    private static final String ANSWER = "select number, verdict, was from judged";

    private static final String WRITE = JUDGE + """
            , made as (
                -- In the order of names: namesakes on the same pages are found together sooner.
                insert into contact (id, region, given_name, family_name, email, phone, reference)
                select new_id, region, given_name, family_name, email, phone, reference from judged
                where verdict = 'NEW'
                order by family_name, given_name
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
            ), recorded as (
                insert into event (region, contact_id, kind, actor, network, details)
                select region, id, 'contact-imported', $9, $10, '{}' from made
                union all
                select region, id, 'contact-changed', $9, $10, jsonb_build_object('was', was) from changed
            )
            """ + ANSWER;

    private final Pool pool;

    ImportTable(Pool pool) {
        this.pool = pool;
    }

    /** The verdict of each row by its number; nothing is written. */
    Future<Map<Integer, Judged>> judge(List<ImportRow> rows) {
        return run(JUDGE + ANSWER, parameters(rows));
    }

    /** The same, and all of them are written, or none. Fails with a duplicate key if two rows want one address. */
    Future<Map<Integer, Judged>> write(List<ImportRow> rows, Member member, String network) {
        return run(WRITE, parameters(rows).addValue(member.id().toString()).addValue(network));
    }

    /** A hundred thousand rows take longer than a statement usually may. */
    private Future<Map<Integer, Judged>> run(String sql, Tuple parameters) {
        return pool.withTransaction(connection -> connection
                        .query("set local statement_timeout = '110s'")
                        .execute()
                        .compose(patient -> connection.preparedQuery(sql).execute(parameters)))
                .map(rows -> {
                    var judged = new HashMap<Integer, Judged>();
                    rows.forEach(row -> judged.put(row.getInteger("number"), judged(row)));
                    return judged;
                });
    }

    private static Judged judged(Row row) {
        String verdict = row.getString("verdict");
        return new Judged(
                verdict, verdict.equals("CHANGED") ? Optional.of(row.get(JsonObject.class, "was")) : Optional.empty());
    }

    private static Tuple parameters(List<ImportRow> rows) {
        Tuple tuple = Tuple.tuple();
        tuple.addValue(rows.stream().map(ImportRow::number).toArray(Integer[]::new));
        tuple.addValue(Stream.generate(Ids::ordered).limit(rows.size()).toArray(UUID[]::new));
        Stream.of("region", "givenName", "familyName", "email", "phone", "reference")
                .<Function<ImportRow, String>>map(field -> row -> row.text(field))
                .forEach(cell -> tuple.addValue(rows.stream().map(cell).toArray(String[]::new)));
        return tuple;
    }
}
