package latchkey.contact;

import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;

/**
 * Measures the search over HTTP with as many contacts as the first argument says (a million), and prints a table. Not part
 * of the tests: filling the table takes minutes.
 */
final class SearchMeasurement {

    private static final int ROUNDS = 60;

    private static final List<String> QUERIES = List.of(
            "",
            "offset=5000",
            "offset=500000",
            "sort=lastSignInAt&order=desc",
            "sort=email",
            "status=DISABLED",
            "status=ACTIVE&region=nz",
            "search=s",
            "search=sm",
            "search=qx",
            "search=smith",
            "search=example",
            "search=jane smith",
            "search=quillfeather",
            "search=zimmer&sort=invitedAt&order=desc",
            "search=person123456",
            "search=nothing-like-it",
            "search=0412 345",
            "search=smith&status=ACTIVE&region=us");

    private SearchMeasurement() {}

    public static void main(String[] arguments) {
        int contacts = arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0]);
        try (World world = World.start()) {
            fill(world, contacts);
            var staff = new StaffMembers(world);
            var admin = staff.admin("admin@latchkey.test");
            String token = staff.stranger()
                    .post(
                            "/api/v1/session",
                            new JsonObject().put("email", "admin@latchkey.test").put("password", World.PASSWORD))
                    .json()
                    .getString("accessToken");
            System.out.println(contacts + " contacts, searched by " + admin);
            System.out.printf("%-42s %8s %8s %10s%n", "query", "p50 ms", "p95 ms", "total");
            var client = world.vertx().createHttpClient();
            QUERIES.forEach(query -> measure(client, world.backend().staffPort(), token, query));
        }
    }

    private static void measure(HttpClient client, int port, String token, String query) {
        double[] millis = new double[ROUNDS];
        String total = "";
        for (int i = -10; i < ROUNDS; i++) {
            long start = System.nanoTime();
            JsonObject answer = ask(client, port, token, query);
            if (i >= 0) {
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
            total = (answer.getBoolean("totalIsEstimate") ? "~" : "") + answer.getLong("total");
        }
        Arrays.sort(millis);
        System.out.printf("%-42s %8.1f %8.1f %10s%n", query, millis[ROUNDS / 2], millis[ROUNDS * 95 / 100], total);
    }

    private static JsonObject ask(HttpClient client, int port, String token, String query) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI("/api/v1/contacts?" + encoded(query))
                .putHeader("authorization", "Bearer " + token);
        return World.await(client.request(options)
                        .compose(request -> request.send())
                        .compose(response -> response.body()))
                .toJsonObject();
    }

    private static String encoded(String query) {
        int value = query.indexOf("search=") + "search=".length();
        return query.contains("search=") && query.indexOf('&') < 0
                ? query.substring(0, value) + URLEncoder.encode(query.substring(value), StandardCharsets.UTF_8)
                : query;
    }

    /** Names as unevenly spread as people's are. */
    private static void fill(World world, int contacts) {
        long start = System.nanoTime();
        world.database().execute("""
                insert into contact (id, region, given_name, family_name, email, phone, reference, portal, invited_at,
                    invitation_expires_at, last_sign_in_at, created_at)
                select gen_random_uuid(), (array['au', 'au', 'nz', 'us'])[1 + i %% 4],
                    (array['Jane', 'John', 'Maria', 'Wei', 'Aroha', 'Noah', 'Olivia', 'Priya', 'Liam', 'Chloe'])
                        [1 + (i * 7 %% 10)],
                    case when i %% 5000 = 0 then 'Quillfeather' when i %% 400 = 0 then 'Zimmer'
                        else (array['Smith', 'Jones', 'Nguyen', 'Brown', 'Patel', 'Wilson', 'Taylor', 'Singh', 'Walker'])
                            [1 + (i * 13 %% 9)] || case when i %% 3 = 0 then '' else '-' || md5(i::text) end end,
                    'person' || i || '@example.test', '04' || lpad((i * 37 %% 100000000)::text, 8, '0'), 'J-' || i,
                    case when i %% 1000 = 0 then 'DISABLED' when i %% 10 < 6 then 'ACTIVE' when i %% 10 < 8 then 'INVITED'
                        else 'NOT_INVITED' end,
                    now() - make_interval(mins => i %% 100000), now() + make_interval(mins => 5000 - i %% 10000),
                    case when i %% 10 < 6 then now() - make_interval(mins => i %% 70000) end,
                    now() - make_interval(mins => i)
                from generate_series(1, %d) as i
                """.formatted(contacts));
        world.database().execute("vacuum analyze contact");
        System.out.println("filled in " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) + " s");
    }
}
