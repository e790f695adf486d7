package latchkey.bench;

import java.io.IOException;
import java.nio.file.Files;
import latchkey.bench.faults.FaultsRun;
import latchkey.bench.machine.Postgres;
import latchkey.bench.report.Results;
import latchkey.bench.search.ImportRun;
import latchkey.bench.search.Place;
import latchkey.bench.search.SearchRun;

/**
 * Runs the load tests on this machine and prints one table: {@code ./latchkey bench},
 * {@code ./latchkey bench keycloak}, {@code ./latchkey bench search}, {@code ./latchkey bench imports},
 * {@code ./latchkey bench nobody-learns}, {@code ./latchkey bench ceiling}; {@code ./latchkey test faults} makes things
 * around it fail. With {@code train} it adds the AOT cache to the distribution: {@code ./latchkey package}.
 */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        Plan plan = Plan.of(System.getenv());
        String what = arguments.length == 0 ? "latchkey" : arguments[0];
        Files.createDirectories(plan.target());
        var distribution = new Distribution(plan);
        distribution.unpack();
        if (what.equals("train")) {
            new Training(plan, distribution).run();
        } else {
            measure(plan, what);
        }
    }

    private static Place staffPlace(Plan plan) {
        return new Place(plan.project(), plan.target(), plan.backend(), HashCost.PASSWORD, HashCost.DEFAULT.phc());
    }

    private static void measure(Plan plan, String what) throws IOException {
        var results = new Results(System.out);
        if (what.equals("faults")) {
            new FaultsRun(staffPlace(plan), results).run();
            return;
        }
        try (var postgres = Postgres.start(plan.target().resolve("postgres"))) {
            switch (what) {
                case "latchkey" -> new LatchkeyRun(plan, postgres, results).run();
                case "keycloak" -> new KeycloakRun(plan, postgres, results).run();
                case "nobody-learns" -> new NobodyLearns(plan, postgres, results).run();
                case "ceiling" -> new Ceiling(plan, postgres, results).run();
                case "imports" -> new ImportRun(staffPlace(plan), postgres, results).run();
                case "search" -> new SearchRun(staffPlace(plan), postgres, results).run();
                default -> throw new IllegalArgumentException("There is no load test called " + what);
            }
        }
        results.print();
        results.write(plan.target().resolve(what + ".json"));
    }
}
