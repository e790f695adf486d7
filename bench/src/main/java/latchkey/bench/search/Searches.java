package latchkey.bench.search;

import io.vertx.core.Future;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import latchkey.bench.load.Generator;
import latchkey.bench.load.Request;
import latchkey.bench.load.Tally;
import latchkey.bench.load.User;
import latchkey.bench.machine.Postgres;
import latchkey.bench.machine.Processors;
import latchkey.bench.report.Results;

/** Every kind of search that the grid asks for, by one staff member, one after the other. */
final class Searches {

    /** What feels immediate to staff, and what is acceptable with a million contacts. */
    private static final double REACH_MILLIS = 100;

    private static final double REACH_MILLIS_OF_A_MILLION = 300;
    private static final int MILLION = 1_000_000;
    private static final Duration EACH = Duration.ofSeconds(2);

    /** What is typed, by kind. A kind's words take turns. */
    private static final Map<String, List<String>> TYPED = typed();

    private static final List<String> COUNTED = List.of(
            "rare name", "common family name", "part of many names", "one letter", "common name, region and status");

    private static final Map<String, List<String>> LISTS = lists();

    private final StaffSide staff;
    private final Postgres postgres;
    private final Results results;
    private double reach;
    private double slowest;

    Searches(StaffSide staff, Postgres postgres, Results results) {
        this.staff = staff;
        this.postgres = postgres;
        this.results = results;
    }

    void run(int contacts) {
        reach = contacts < MILLION ? REACH_MILLIS : REACH_MILLIS_OF_A_MILLION;
        try (var generator = new Generator(staff.port())) {
            LISTS.forEach((kind, queries) -> measure(generator, kind, queries, "/contacts?limit=100&"));
            TYPED.forEach((kind, words) -> measure(generator, kind, searches(words), "/contacts?limit=100&"));
            COUNTED.forEach(kind -> measure(
                    generator, "counts: " + kind, searches(TYPED.getOrDefault(kind, List.of())), "/contacts/counts?"));
        }
        results.row(
                "Search over HTTP, %,d contacts: p95 of the slowest kind".formatted(contacts),
                "%.0f ms".formatted(slowest),
                "under %.0f ms".formatted(reach),
                slowest < reach);
    }

    private void measure(Generator generator, String kind, List<String> queries, String path) {
        var processors = new Processors(Map.of("backend", staff.server().process(), "postgres", postgres.process()));
        Future<Tally> load = generator.closed(1, EACH, user -> user(queries, path, staff.token()));
        Tally tally = Generator.await(load);
        if (tally.errors() > 0 || tally.served() == 0) {
            throw new IllegalStateException(kind + ": " + tally);
        }
        double p95 = tally.servedMillis(95);
        slowest = Math.max(slowest, p95);
        results.load(kind, tally, processors.shares());
        results.row(
                kind,
                "%.1f ms (p50 %.1f)".formatted(p95, tally.servedMillis(50)),
                "%.0f ms".formatted(reach),
                p95 < reach);
    }

    private static User user(List<String> queries, String path, String token) {
        List<Request> requests = queries.stream()
                .map(query -> StaffSide.get(path + query, token))
                .toList();
        int[] turn = {0};
        return () -> requests.get(turn[0]++ % requests.size());
    }

    /** The typed text comes before the first ampersand. */
    private static List<String> searches(List<String> words) {
        return words.stream()
                .map(word -> word.split("&", 2))
                .map(parts -> "search=" + URLEncoder.encode(parts[0], StandardCharsets.UTF_8)
                        + (parts.length > 1 ? "&" + parts[1] : ""))
                .toList();
    }

    private static Map<String, List<String>> lists() {
        var lists = new LinkedHashMap<String, List<String>>();
        Stream.of("name", "email", "reference", "region", "status", "invitedAt", "lastSignInAt", "createdAt")
                .forEach(sort -> lists.put("all, by " + sort, List.of("sort=" + sort, "sort=" + sort + "&order=desc")));
        lists.put("all, the 10,000th", List.of("offset=10000", "offset=10000&sort=lastSignInAt&order=desc"));
        lists.put("all, the 500,000th", List.of("offset=500000"));
        lists.put(
                "one region or status",
                List.of("region=nz", "status=EXPIRED", "status=DISABLED&region=nz", "status=ACTIVE&region=us"));
        lists.put(
                "one status in another order",
                List.of(
                        "status=NOT_INVITED&sort=invitedAt&order=desc",
                        "status=DISABLED&region=nz&sort=lastSignInAt&order=desc",
                        "status=INVITED&sort=invitedAt&order=desc",
                        "status=REVOKED&sort=lastSignInAt&order=desc"));
        lists.put("one status, the 10,000th", List.of("offset=10000&status=ACTIVE&region=au"));
        return lists;
    }

    private static Map<String, List<String>> typed() {
        var typed = new LinkedHashMap<String, List<String>>();
        typed.put("rare name", List.of("krasers", "timtherow", "quilthe", "velster", "Havberga"));
        typed.put("common family name", List.of("smith", "johnson", "williams", "brown", "jones", "garcia", "wilson"));
        typed.put("common given name", List.of("james", "mary", "michael", "patricia", "wei"));
        typed.put("part of many names", List.of("son", "ill", "mar", "ley", "ric"));
        typed.put("one letter", List.of("s", "j", "q", "w", "x"));
        typed.put("two letters", List.of("sm", "jo", "qu", "wi", "zz"));
        typed.put("two words", List.of("mary smith", "james br", "wilson pat"));
        typed.put("part of an address", List.of("smith4", "@post.test", "james.brown", "lee77", "mail.test"));
        typed.put("phone", List.of("412 345", "+61 4", "555 12", "0412", "345678", "0412 345 678", "+1 303 555 0142"));
        typed.put("other spelling", List.of("Krasérs", "smith-", "O’Brien", "ZOË", "quil.the"));
        typed.put("reference", List.of("j-2034", "j-99", "J-8", "203456"));
        typed.put("nothing", List.of("nothing-like-it", "qqq"));
        typed.put("common name, region", List.of("smith&region=nz", "james&region=us", "garcia&region=au"));
        typed.put(
                "common name, region and status",
                List.of("smith&region=us&status=ACTIVE", "james&region=nz&status=DISABLED", "jones&status=EXPIRED"));
        typed.put(
                "common name, other orders",
                List.of(
                        "smith&sort=lastSignInAt&order=desc",
                        "james&sort=email",
                        "smith&sort=reference",
                        "jones&sort=status",
                        "brown&sort=invitedAt&order=desc"));
        typed.put("common name, the 5,000th", List.of("smith&offset=5000", "james&offset=5000"));
        return typed;
    }
}
