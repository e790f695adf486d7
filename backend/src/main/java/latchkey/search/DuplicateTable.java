package latchkey.search;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;

/** Finds the contacts that already have an address, a phone number or a name. */
final class DuplicateTable {

    /**
     * What is compared, in one region.
     *
     * @param phones the spellings of one number, as {@link PhoneNumbers#keys} has them
     * @param names the family name, a line break and the given name; and the other way round, as in many lists
     */
    record Wanted(String region, Optional<String> email, List<String> phones, List<String> names) {}

    /**
     * The contacts that were found, each with its strongest match.
     *
     * @param isAddressInUse whether an account has the address: nobody else can get one with it
     */
    record Found(List<Duplicate> duplicates, boolean isAddressInUse) {}

    /** Each part reads a few rows of one index. The contact whose account has the address comes first. */
    private static final String FIND = """
        with same as (
            (select id, 1 as sign from contact where region = $1 and email = $2 order by created_at limit 5)
            union all
            (select contact_id, 1 from account where region = $1 and email = $2)
            union all
            (select id, 2 from contact
                where region = $1 and upper(region) || regexp_replace(phone, '\\(0\\)|[^0-9]', '', 'g') = any ($3::text[])
                order by created_at limit 5)
            union all
            (select id, 3 from contact
                where region = $1 and sort_name = any (array(select folded(name) from unnest($4::text[]) as name))
                order by created_at limit 5)
        ), strongest as (
            select id, min(sign) as sign from same group by id
        )
        select c.id, c.given_name || ' ' || c.family_name as name, c.reference,
            (array['EMAIL', 'PHONE', 'NAME'])[s.sign] as by, coalesce(a.email = $2, false) as signs_in
        from strongest s join contact c on c.id = s.id left join account a on a.contact_id = c.id
        order by s.sign, signs_in desc, c.created_at
        limit 5
        """;

    private final Pool pool;

    DuplicateTable(Pool pool) {
        this.pool = pool;
    }

    Future<Found> find(Wanted wanted) {
        var parameters = Tuple.of(wanted.region())
                .addValue(wanted.email().orElse(null))
                .addValue(wanted.phones().toArray(String[]::new))
                .addValue(wanted.names().toArray(String[]::new));
        return pool.preparedQuery(FIND)
                .execute(parameters)
                .map(rows -> new Found(
                        rows.stream().map(DuplicateTable::duplicate).toList(),
                        rows.stream().anyMatch(row -> row.getBoolean("signs_in"))));
    }

    private static Duplicate duplicate(Row row) {
        return new Duplicate(
                row.getUUID("id"),
                row.getString("name"),
                Optional.ofNullable(row.getString("reference")),
                Duplicate.By.valueOf(row.getString("by")));
    }
}
