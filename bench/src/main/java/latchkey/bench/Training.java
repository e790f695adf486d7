package latchkey.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import latchkey.bench.load.Generator;
import latchkey.bench.machine.MailSink;
import latchkey.bench.machine.Postgres;

/** Gives the backend its typical work, so that the JVM can keep what it loaded and learned for the next start. */
final class Training {

    /** Short, since code that was found busy is compiled at each start, while the backend should get ready. */
    private static final Duration EACH = Duration.ofMillis(250);

    private final Plan plan;
    private final Distribution distribution;

    Training(Plan plan, Distribution distribution) {
        this.plan = plan;
        this.distribution = distribution;
    }

    void run() throws IOException {
        distribution.storeLibraries();
        Path cache = plan.backend().resolve("lib/latchkey.aot");
        try (var postgres = Postgres.start(plan.target().resolve("postgres")).with(Latchkey.DATABASE);
                var mail = new MailSink().start()) {
            bringUpToDate(postgres, mail.port());
            try (var backend = Latchkey.start(
                            plan, postgres, mail.port(), HashCost.DEFAULT, "-XX:AOTCacheOutput=" + cache);
                    var generator = new Generator(backend.port())) {
                Latchkey.seed(plan.small(), postgres, HashCost.DEFAULT);
                work(generator);
            }
        }
        distribution.pack();
    }

    /** Like most starts: code that only migrates the tables doesn't belong in the cache. */
    private void bringUpToDate(Postgres postgres, int smtpPort) throws IOException {
        Latchkey.start(plan, postgres, smtpPort, HashCost.DEFAULT).close();
    }

    private static void work(Generator generator) {
        var clients = new Clients(Plan.FEW);
        Generator.await(generator.closed(8, EACH, i -> i % 2 == 0 ? clients.signsIn() : clients.signsInByProgram()));
        Generator.await(generator.closed(8, EACH, i -> clients.forgets("bench.test")));
        Generator.await(generator.closed(2, EACH, i -> clients.refreshes(generator)));
        Generator.await(generator.closed(2, EACH, i -> Clients.looksAtLogin()));
    }
}
