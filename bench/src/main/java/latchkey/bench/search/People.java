package latchkey.bench.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import latchkey.bench.machine.Postgres;

/**
 * Made-up contacts with a realistic distribution of names: the most common family name is that of one in thirty, nine
 * in ten share two hundred, the others have rare ones. They arrive in files of 100,000, which an import writes in the
 * order of names.
 */
final class People {

    static final int FILE = 100_000;

    private static final String STARTS = "'{Kra,Vel,Tho,Zim,Quil,Bran,Mor,Stel,Lind,Hav}'::text[]";
    private static final String MIDDLES = "'{ser,ther,ster,berg,sky,mann,son,ley,wick,ford}'::text[]";
    private static final String ENDS = "'{\"\",s,er,a,en,o,in,ow,itz,ard}'::text[]";

    /** A million rows are indexed faster together than one by one. */
    private static final String UNINDEX = """
        create table bench_index as
        select indexname, indexdef from pg_indexes
        where tablename = 'contact' and indexname not in ('contact_pkey');
        do $$ declare one record; begin
            for one in select * from bench_index loop execute 'drop index ' || one.indexname; end loop;
        end $$
        """;

    private static final String INDEX = """
        do $$ declare one record; begin
            for one in select * from bench_index loop execute one.indexdef; end loop;
        end $$
        """;

    private static final String ACCOUNTS = """
        insert into account (id, region, contact_id, email, password, last_sign_in_at)
        select gen_random_uuid(), region, id, coalesce(email, id || '@none.test'), 'none',
            now() - (now() - invited_at) * random()
        from contact where portal in ('ACTIVE', 'DISABLED')
        """;

    private People() {}

    static void fill(Postgres postgres, String database, int contacts) {
        postgres.execute(
                database,
                UNINDEX,
                "select setseed(0.5)",
                people(contacts),
                ACCOUNTS,
                INDEX,
                "drop table bench_index",
                "vacuum analyze");
    }

    private static String people(int contacts) {
        return """
            insert into contact (id, region, given_name, family_name, email, phone, reference, portal, invited_at,
                invitation_expires_at, created_at)
            select gen_random_uuid(), region, given, family,
                case when random() < 0.97 then lower(given || '.' || family) || i || '@'
                    || (array['mail', 'post', 'home', 'inbox', 'letters'])[1 + (5 * random() ^ 2)::int %% 5] || '.test' end,
                case when random() < 0.9 then case region
                    when 'us' then '+1 ' || (200 + i %% 700) || ' 555 ' || lpad((i * 7 %% 10000)::text, 4, '0')
                    when 'nz' then '+64 2' || i %% 10 || ' ' || lpad((i * 7 %% 1000)::text, 3, '0') || ' '
                        || lpad((i * 13 %% 10000)::text, 4, '0')
                    else '+61 4' || lpad((i * 11 %% 100)::text, 2, '0') || ' ' || lpad((i * 7 %% 1000)::text, 3, '0')
                        || ' ' || lpad((i * 13 %% 1000)::text, 3, '0') end end,
                case when random() < 0.8 then 'J-' || 100000 + i end,
                case when fate < 0.55 then 'ACTIVE' when fate < 0.75 then 'NOT_INVITED' when fate < 0.95 then 'INVITED'
                    when fate < 0.98 then 'REVOKED' else 'DISABLED' end,
                case when fate not between 0.55 and 0.75 then invited end,
                case when fate not between 0.55 and 0.75 then invited + interval '7 days' end,
                invited - interval '3 days' * random()
            from (
                select i, (array['au', 'us', 'nz'])[1 + floor(3 * random() ^ 1.5)::int] as region,
                    (%1$s)[1 + floor(cardinality(%1$s) * random() ^ 1.5)::int] as given,
                    case when random() < 0.9 then (%2$s)[1 + floor(cardinality(%2$s) * random() ^ 1.6)::int]
                        else (%3$s)[1 + floor(10 * random())::int] || lower((%3$s)[1 + floor(10 * random())::int])
                            || (%4$s)[1 + floor(10 * random())::int] || (%5$s)[1 + floor(10 * random())::int]
                        end as family,
                    random() as fate,
                    now() - case when random() < 0.1 then interval '14 days' else interval '3 years' end * random()
                        as invited
                from generate_series(1, %6$d) i
            ) as person
            order by i / %7$d, family, given
            """.formatted(
                        array(names("given-names.txt")),
                        array(names("family-names.txt")),
                        STARTS,
                        MIDDLES,
                        ENDS,
                        contacts,
                        FILE);
    }

    /** A file as a CRM exports it, of people who are not contacts yet. */
    static String csv(int rows) {
        List<String> given = names("given-names.txt");
        List<String> family = names("family-names.txt");
        var random = new Random(7);
        var text = new StringBuilder("region,givenName,familyName,email,phone,reference\n");
        for (int i = 0; i < rows; i++) {
            String first = given.get(random.nextInt(given.size()));
            String last = family.get(random.nextInt(family.size()));
            text.append("au,%s,%s,%s.%s.%d@import.test,+61 400 %06d,I-%d\n"
                    .formatted(first, last, first.replace('ë', 'e'), last, i, random.nextInt(1_000_000), i));
        }
        return text.toString();
    }

    private static String array(List<String> names) {
        return names.stream().collect(Collectors.joining(",", "'{", "}'::text[]"));
    }

    private static List<String> names(String file) {
        try (var in = Objects.requireNonNull(People.class.getResourceAsStream(file), file)) {
            return List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\\s+"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
