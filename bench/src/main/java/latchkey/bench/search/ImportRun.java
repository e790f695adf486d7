package latchkey.bench.search;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import latchkey.bench.machine.Heap;
import latchkey.bench.machine.Postgres;
import latchkey.bench.machine.Processors;
import latchkey.bench.report.Results;

/** Imports a list of the largest size into as many contacts: how long that takes, and how much memory. */
public final class ImportRun {

    private static final String DATABASE = "imports";
    private static final String TYPE = "text/csv";
    private static final double REACH_SECONDS = 10;
    private static final double REACH_MB = 64;
    private static final int FEW = 2_000;

    private final Place place;
    private final Postgres postgres;
    private final Results results;

    public ImportRun(Place place, Postgres postgres, Results results) {
        this.place = place;
        this.postgres = postgres;
        this.results = results;
    }

    public void run() throws IOException {
        String file = People.csv(People.FILE);
        try (var staff = StaffSide.start(place, postgres, DATABASE, People.FILE)) {
            var _ = staff.post("/contacts/import?dryRun=true", TYPE, People.csv(FEW)); // warms up the backend
            timed("preview", staff, "?dryRun=true", file);
            timed("import", staff, "", file);
            timed("the same file again, nothing to write", staff, "", file);
            heap(staff, file);
        }
    }

    private void timed(String what, StaffSide staff, String query, String file) {
        Processors.awaitQuiet();
        var processors = new Processors(Map.of("backend", staff.server().process(), "postgres", postgres.process()));
        long start = System.nanoTime();
        JsonObject answer = staff.post("/contacts/import" + query, TYPE, file);
        double seconds = (System.nanoTime() - start) / 1e9;
        answer.remove("rows");
        results.number(what + ", shares of the processors", processors.shares());
        results.number(what + ", answered after %.1f s".formatted(seconds), answer);
        results.row(
                "%,d rows, %s".formatted(People.FILE, what),
                "%.1f s".formatted(seconds),
                "under 10 s",
                seconds < REACH_SECONDS);
    }

    /** Measured separately, since each reading collects all garbage. */
    private void heap(StaffSide staff, String file) {
        double before = Heap.liveMb(staff.server().process());
        Supplier<JsonObject> preview = () -> staff.post("/contacts/import?dryRun=true", TYPE, file);
        CompletableFuture<JsonObject> answer = CompletableFuture.supplyAsync(preview);
        double most = before;
        while (!answer.isDone()) {
            most = Math.max(most, Heap.liveMb(staff.server().process()));
        }
        var _ = answer.join();
        results.row(
                "%,d rows, %.1f MB: growth of the backend's live heap".formatted(People.FILE, file.length() / 1e6),
                "%.0f MB".formatted(most - before),
                "under 64 MB",
                most - before < REACH_MB);
    }
}
