package latchkey.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import latchkey.bench.machine.Postgres;
import latchkey.bench.report.Results;

/** How long the backend takes from the start of its process until it is ready, with an up-to-date database. */
record Starts(Plan plan, Postgres postgres, Results results, int smtpPort) {

    private static final int STARTS = 5;

    void measure() {
        double without = readySeconds("-XX:AOTMode=off");
        results.row("Ready from process start", "%.2f s".formatted(without), "under 2 s", without < 2);
        double with = readySeconds();
        results.row("Ready with the AOT cache", "%.2f s".formatted(with), "under 1 s", with < 1);
    }

    private double readySeconds(String... options) {
        var seconds = new ArrayList<Double>();
        for (int i = 0; i < STARTS; i++) {
            try (var backend = Latchkey.start(plan, postgres, smtpPort, HashCost.DEFAULT, options)) {
                seconds.add(backend.server().readySeconds());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        results.number("ready after, in seconds " + List.of(options), seconds.toString());
        return seconds.stream().sorted().toList().get(STARTS / 2);
    }
}
