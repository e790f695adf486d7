package latchkey.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import latchkey.search.SearchTable.Wanted;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** So many contacts that each way of searching is gone, and many who are alike in everything but their id. */
@Tag("extended")
class SearchContactsTest {

    private static final List<String> REGIONS = List.of("au", "nz", "us");
    private static final World WORLD = World.start();
    private static final SearchTable TABLE = new SearchTable(WORLD.pool());
    private static Browser admin;

    @BeforeAll
    static void fill() {
        WORLD.database().execute("""
            insert into contact (id, region, given_name, family_name, email, reference, portal, invited_at,
                invitation_expires_at)
            select gen_random_uuid(), (array['au', 'nz', 'us'])[1 + i % 3],
                (array['Mary', 'James', 'Wei'])[1 + i / 7 % 3],
                case when i % 2 = 0 then 'Zimmermann' when i % 997 = 0 then 'Quillfeather' else 'Adams' end,
                case when i % 5 > 0 then 'person' || i % 50 || '@example.test' end,
                case when i % 3 > 0 then 'J-' || i / 4 end, portal,
                case when portal <> 'NOT_INVITED' then now() - make_interval(hours => i % 100) end,
                case when portal <> 'NOT_INVITED' then now() + make_interval(hours => 50 - i % 100) end
            from (
                select i, (array['ACTIVE', 'NOT_INVITED', 'INVITED', 'REVOKED', 'DISABLED', 'ACTIVE'])[1 + i / 11 % 6]
                    as portal
                from generate_series(1, 12000) i
            ) as person
            """);
        WORLD.database().execute("""
            insert into account (id, region, contact_id, email, password, last_sign_in_at)
            select gen_random_uuid(), region, id, id || '@example.test', 'none',
                now() - make_interval(hours => (row_number() over (order by id) % 70)::int)
            from contact where portal in ('ACTIVE', 'DISABLED')
            """);
        WORLD.database().execute("vacuum analyze contact, account");
        admin = new StaffMembers(WORLD).newAdmin();
    }

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @ParameterizedTest
    @EnumSource(Sorting.class)
    void every_way_finds_the_same_page_in_the_same_order(Sorting sorting) {
        for (String search : List.of("zimmer", "mary ada", "quill", "example")) {
            for (boolean descending : List.of(false, true)) {
                var wanted = wanted(search, "", sorting, descending, 40, 30);
                List<UUID> page = plain(wanted);
                assertThat(World.await(TABLE.all(wanted)).ids()).isEqualTo(page);
                List<UUID> first = World.await(TABLE.amongFirst(wanted)).ids();
                assertThat(first).isEqualTo(page.subList(0, first.size()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "z",
                "zi",
                "zimmer",
                "mary",
                "quillfeather",
                "mary zimmermann",
                "son1",
                "j-29",
                "nobody-at-all"
            })
    void the_api_finds_what_a_look_at_each_contact_finds(String search) {
        for (Sorting sorting : Sorting.values()) {
            for (String status : List.of("", "NOT_INVITED", "EXPIRED", "DISABLED")) {
                var wanted = wanted(search, status, sorting, true, 0, 20);
                assertThat(found(search, status, sorting, 0))
                        .as("%s %s", sorting, status)
                        .isEqualTo(plain(wanted));
            }
        }
        assertThat(found(search, "", Sorting.NAME, 4_000))
                .isEqualTo(plain(wanted(search, "", Sorting.NAME, true, 4_000, 20)));
    }

    @Test
    void pages_follow_each_other_without_a_gap_or_a_repetition() {
        var pages = Stream.iterate(0, offset -> offset < 200, offset -> offset + 20)
                .flatMap(offset -> found("zimmer", "", Sorting.NAME, offset).stream())
                .toList();
        assertThat(pages)
                .hasSize(200)
                .doesNotHaveDuplicates()
                .isEqualTo(plain(wanted("zimmer", "", Sorting.NAME, true, 0, 200)));
    }

    @Test
    void many_are_estimated_and_few_counted() {
        JsonObject many = admin.get("/api/v1/contacts?search=example").json();
        assertThat(many.getBoolean("totalIsEstimate")).isTrue();
        assertThat(many.getInteger("total")).isBetween(8_600, 10_600);
        JsonObject few = admin.get("/api/v1/contacts?search=quillfeather").json();
        assertThat(few.getBoolean("totalIsEstimate")).isFalse();
        assertThat(few.getLong("total")).isEqualTo(WORLD.count("contact where family_name = 'Quillfeather'"));
    }

    @Test
    void a_searchs_filters_have_counts_in_every_region() {
        JsonObject many = counts("search=zimmer&region=nz");
        assertThat(many.getJsonObject("byRegion").getInteger("us")).isBetween(1_800, 2_200);
        assertThat(many.getJsonObject("byStatus").getInteger("NOT_INVITED")).isBetween(150, 215);
        JsonObject few = counts("search=quillfeather&region=nz");
        assertThat(few.getJsonObject("byRegion").getLong("us"))
                .isEqualTo(WORLD.count("contact where family_name = 'Quillfeather' and region = 'us'"));
    }

    private static JsonObject counts(String query) {
        return admin.get("/api/v1/contacts/counts?" + query).json();
    }

    private static List<UUID> found(String search, String status, Sorting sorting, int offset) {
        String sort = Stream.of(sorting.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(java.util.Locale.ROOT))
                .reduce("", String::concat);
        var answer = admin.get("/api/v1/contacts?order=desc&limit=20&offset=%d&search=%s%s&sort=%s%s"
                .formatted(
                        offset,
                        search.replace(" ", "%20"),
                        status.isEmpty() ? "" : "&status=" + status,
                        sort.substring(0, 1).toLowerCase(java.util.Locale.ROOT),
                        sort.substring(1)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().getJsonArray("items").stream()
                .map(contact -> UUID.fromString(((JsonObject) contact).getString("id")))
                .toList();
    }

    private static Wanted wanted(
            String search, String status, Sorting sorting, boolean descending, int offset, int limit) {
        var member = new latchkey.api.SignedInStaff(UUID.randomUUID(), UUID.randomUUID(), "", "", true, REGIONS);
        var filter = ContactFilter.of(
                member,
                Optional.of(search).filter(words -> !words.isEmpty()),
                Optional.empty(),
                Optional.of(status).filter(name -> !name.isEmpty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new Wanted(filter, sorting, descending, offset, limit);
    }

    /** What a look at each contact finds, in the order that the document promises; shares nothing with the code under test. */
    private static List<UUID> plain(Wanted wanted) {
        String direction = wanted.descending() ? "desc" : "asc";
        String dates = wanted.descending() ? "desc nulls last" : "asc nulls first";
        String order = switch (wanted.sorting()) {
            case NAME -> "lower(c.family_name) %1$s, lower(c.given_name) %1$s";
            case EMAIL -> "c.email %1$s";
            case REFERENCE -> "c.reference %1$s";
            case REGION -> "c.region %1$s, lower(c.family_name) %1$s, lower(c.given_name) %1$s";
            case STATUS -> "c.portal %1$s, c.invitation_expires_at %1$s";
            case INVITED_AT -> "c.invited_at %2$s";
            case LAST_SIGN_IN_AT -> "a.last_sign_in_at %2$s";
            case CREATED_AT -> "c.created_at %1$s";
        };
        String sql = """
            select c.id from contact c left join account a on a.contact_id = c.id
            where ($1::text is null or $1 = case
                    when c.portal = 'INVITED' and c.invitation_expires_at <= now() then 'EXPIRED' else c.portal end)
                and not exists (select from unnest($2::text[]) word
                    where strpos(lower(concat_ws(' ', c.family_name, c.given_name, c.email, c.reference)), word) = 0)
            order by %s, c.id %s offset %d limit %d
            """.formatted(order.formatted(direction, dates), direction, wanted.offset(), wanted.limit());
        Tuple parameters = Tuple.tuple()
                .addValue(wanted.filter().status().map(Enum::name).orElse(null))
                .addValue(wanted.filter().words().stream().map(Word::typed).toArray(String[]::new));
        return World.await(WORLD.pool().preparedQuery(sql).execute(parameters)).stream()
                .map(row -> row.getUUID(0))
                .toList();
    }
}
