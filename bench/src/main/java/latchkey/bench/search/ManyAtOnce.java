package latchkey.bench.search;

import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import latchkey.bench.machine.Postgres;
import latchkey.bench.report.Results;

/** Ten thousand invitations, and how soon a change arrives. */
final class ManyAtOnce {

    private static final int INVITATIONS = 10_000;
    private static final double REACH_SECONDS = 10;
    private static final int CHANGES = 200;

    private static final String CHANGE = """
        insert into event (region, contact_id, kind, actor)
        select region, id, 'contact-changed', 'system' from contact limit 1
        """;

    private final StaffSide staff;
    private final Postgres postgres;
    private final String database;
    private final Results results;

    ManyAtOnce(StaffSide staff, Postgres postgres, String database, Results results) {
        this.staff = staff;
        this.postgres = postgres;
        this.database = database;
        this.results = results;
    }

    void run() {
        changes();
        invitations();
    }

    /** From the request until the last one is in the outbox. */
    private void invitations() {
        postgres.execute(
                database,
                "update contact set reference = 'BATCH-' || reference where id in (select id from contact"
                        + " where portal = 'NOT_INVITED' and email is not null and reference is not null"
                        + " order by id limit " + INVITATIONS + ")",
                "vacuum analyze contact");
        var filter = new JsonObject().put("filter", new JsonObject().put("search", "batch-"));
        double seconds = seconds("invitations", () -> {
            String batch = staff.post("/invitations", "application/json", filter.encode())
                    .getString("batch");
            JsonObject progress = progress(batch);
            while (progress.getString("state").equals("RUNNING")) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                progress = progress(batch);
            }
            return progress;
        });
        long queued = postgres.count(database, "mail where kind = 'invitation'");
        results.row(
                "%,d invitations queued".formatted(queued),
                "%.1f s".formatted(seconds),
                "under 10 s",
                seconds < REACH_SECONDS && queued == INVITATIONS);
    }

    private JsonObject progress(String batch) {
        return staff.ask("/invitations/" + batch);
    }

    /** From just before a change is committed until it arrives. */
    private void changes() {
        var lines = new LinkedBlockingQueue<String>();
        try (HttpClient client = HttpClient.newHttpClient();
                var connection = DriverManager.getConnection(
                        "jdbc:" + postgres.url(database).replace("postgres@", ""), "postgres", "");
                var change = connection.prepareStatement(CHANGE)) {
            var request = HttpRequest.newBuilder(URI.create(staff.url() + "/api/v1/changes"))
                    .header("authorization", "Bearer " + staff.token())
                    .build();
            var stream = client.sendAsync(request, BodyHandlers.ofLines());
            Thread.ofVirtual().start(() -> read(stream.join().body(), lines));
            await(lines, "open");
            long[] nanos = new long[CHANGES];
            for (int i = 0; i < CHANGES; i++) {
                long start = System.nanoTime();
                change.executeUpdate();
                await(lines, "contact-changed");
                nanos[i] = System.nanoTime() - start;
            }
            Arrays.sort(nanos);
            results.row(
                    "A change, from before its commit to the stream: p50, p95",
                    "%.1f, %.1f ms".formatted(nanos[CHANGES / 2] / 1e6, nanos[CHANGES * 95 / 100] / 1e6),
                    "2 s",
                    true);
            client.shutdownNow();
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL refused a change", e);
        }
    }

    private static void read(Stream<String> stream, BlockingQueue<String> lines) {
        try {
            stream.forEach(lines::add);
        } catch (UncheckedIOException e) { // the measurement is over
            lines.clear();
        }
    }

    private static void await(BlockingQueue<String> lines, String word) {
        try {
            String line = lines.poll(10, TimeUnit.SECONDS);
            while (line != null && !line.contains(word)) {
                line = lines.poll(10, TimeUnit.SECONDS);
            }
            if (line == null) {
                throw new IllegalStateException("No word of " + word);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private double seconds(String what, Supplier<JsonObject> work) {
        long start = System.nanoTime();
        JsonObject answer = work.get();
        double seconds = (System.nanoTime() - start) / 1e9;
        answer.remove("rows");
        results.number(what + ", answered after %.1f s".formatted(seconds), answer);
        return seconds;
    }
}
