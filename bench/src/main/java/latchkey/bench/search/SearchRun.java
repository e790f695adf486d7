package latchkey.bench.search;

import java.io.IOException;
import latchkey.bench.machine.Postgres;
import latchkey.bench.report.Results;

/** Staff at work with many contacts and with a million, and in the browser with a hundred thousand. */
public final class SearchRun {

    private static final String CONTACTS = "300000,1000000";

    /** A run can be limited to some parts. */
    private static final String PARTS = System.getenv().getOrDefault("LATCHKEY_BENCH_PARTS", "searches,many,browser");

    private final Place place;
    private final Postgres postgres;
    private final Results results;

    public SearchRun(Place place, Postgres postgres, Results results) {
        this.place = place;
        this.postgres = postgres;
        this.results = results;
    }

    public void run() throws IOException {
        for (String contacts : System.getenv()
                .getOrDefault("LATCHKEY_BENCH_CONTACTS", CONTACTS)
                .split(",", -1)) {
            manyContacts(Integer.parseInt(contacts));
        }
        if (PARTS.contains("browser")) {
            new Keystrokes(place, postgres, results).run();
        }
    }

    private void manyContacts(int contacts) throws IOException {
        if (!PARTS.contains("searches") && !PARTS.contains("many")) {
            return;
        }
        String database = "staff_" + contacts;
        try (var staff = StaffSide.start(place, postgres, database, contacts)) {
            if (PARTS.contains("searches")) {
                new Searches(staff, postgres, results).run(contacts);
            }
            if (PARTS.contains("many")) {
                new ManyAtOnce(staff, postgres, database, results).run();
            }
        }
    }
}
