package latchkey.bench;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import latchkey.bench.load.Generator;
import latchkey.bench.load.Tally;
import latchkey.bench.load.User;
import latchkey.bench.machine.MailSink;
import latchkey.bench.machine.Postgres;
import latchkey.bench.machine.Processors;
import latchkey.bench.report.Results;
import latchkey.bench.report.Rounds;

/** Latchkey and Keycloak on the same machine, PostgreSQL, users and hash, in turns. */
final class KeycloakRun {

    private static final int[] USERS = {8, 64, 256};
    private static final int[] REFRESHING = {64, 256};
    private static final int LOOKS_PER_SECOND = 20;

    private final Plan plan;
    private final Postgres postgres;
    private final Results results;

    KeycloakRun(Plan plan, Postgres postgres, Results results) {
        this.plan = plan;
        this.postgres = postgres.with(Latchkey.DATABASE);
        this.results = results;
    }

    void run() throws IOException {
        var rounds = new Rounds("Latchkey", "Keycloak");
        try (var mail = new MailSink().start()) {
            Latchkey.start(plan, postgres, mail.port(), HashCost.DEFAULT).close();
            Latchkey.seed(plan, postgres, HashCost.DEFAULT);
            try (var keycloak = Keycloak.start(plan, postgres);
                    var latchkey = Latchkey.start(plan, postgres, mail.port(), HashCost.DEFAULT);
                    var toKeycloak = new Generator(keycloak.port());
                    var toLatchkey = new Generator(latchkey.port())) {
                var contenders = List.of(contender(latchkey, toLatchkey), contender(keycloak, toKeycloak));
                contenders.forEach(this::warmUp);
                for (int round = 1; round <= plan.rounds(); round++) {
                    contenders.forEach(one -> turn(one, rounds));
                }
                contenders.forEach(one -> afterwards(one, rounds));
            }
        }
        rounds.addTo(results);
    }

    private Contender contender(Latchkey latchkey, Generator generator) {
        var clients = new Clients(plan.accounts());
        return new Contender(
                "Latchkey",
                latchkey.server(),
                generator,
                clients::signsInByProgram,
                clients::refreshes,
                clients::refreshes,
                Clients::looksAtLogin);
    }

    private static Contender contender(Keycloak keycloak, Generator generator) {
        return new Contender(
                "Keycloak",
                keycloak.server(),
                generator,
                keycloak::signsIn,
                keycloak::refreshes,
                keycloak::refreshesOnce,
                Keycloak::looks);
    }

    private void warmUp(Contender one) {
        load(
                one,
                "warm-up",
                () -> one.generator()
                        .closed(32, plan.warmUp(), i -> one.signsIn().get()));
        load(
                one,
                "warm-up: pages",
                () -> one.generator().closed(32, plan.warmUp(), i -> one.looks().get()));
        load(
                one,
                "warm-up: refresh",
                () -> one.generator()
                        .closed(32, plan.warmUp(), i -> one.refreshes().apply(one.generator())));
        load(
                one,
                "warm-up: refresh, each token once",
                () -> one.generator()
                        .closed(32, plan.warmUp(), i -> one.refreshesOnce().apply(one.generator())));
    }

    /** Cleans up first, so that one contender's turn doesn't affect the other's. */
    private void turn(Contender one, Rounds rounds) {
        List.of(Latchkey.DATABASE, Keycloak.DATABASE).forEach(postgres::tidyUp);
        measure(one, rounds);
    }

    private void measure(Contender one, Rounds rounds) {
        for (int users : USERS) {
            Processors.awaitQuiet();
            Future<Tally> looks = users == 64
                    ? one.generator()
                            .open(LOOKS_PER_SECOND, plan.each(), one.looks().get())
                    : Future.succeededFuture(new Tally());
            Tally tally = load(
                    one,
                    users + " sign in at once",
                    () -> one.generator()
                            .closed(users, plan.each(), i -> one.signsIn().get()));
            rounds.add("Sign-ins, " + users + " at once", "/s", one.name(), tally.servedPerSecond());
            rounds.add("Sign-ins, " + users + " at once, median", "ms", one.name(), tally.servedMillis(50));
            if (users == 64) {
                rounds.add(
                        "A plain GET meanwhile, median",
                        "ms",
                        one.name(),
                        Generator.await(looks).servedMillis(50));
                rounds.add(
                        "A plain GET meanwhile, p99",
                        "ms",
                        one.name(),
                        Generator.await(looks).servedMillis(99));
            }
        }
        for (int users : REFRESHING) {
            String what = "Refresh, " + users + " at once, ";
            measureRefresh(one, users, what + "with the defaults", one.refreshes(), rounds);
            measureRefresh(one, users, what + "each token once", one.refreshesOnce(), rounds);
        }
    }

    private void measureRefresh(Contender one, int users, String what, Function<Generator, User> user, Rounds rounds) {
        Processors.awaitQuiet();
        Tally refresh =
                load(one, what, () -> one.generator().closed(users, plan.each(), i -> user.apply(one.generator())));
        rounds.add(what, "/s", one.name(), refresh.servedPerSecond());
        if (refresh.errors() > 0) {
            throw new IllegalStateException(what + ": " + refresh);
        }
    }

    private static void afterwards(Contender one, Rounds rounds) {
        rounds.add(
                "Resident memory at the end",
                "MB",
                one.name(),
                Processors.residentMb(one.server().process()));
        rounds.add("Ready from process start", "s", one.name(), one.server().readySeconds());
    }

    @CanIgnoreReturnValue
    private Tally load(Contender one, String name, Supplier<Future<Tally>> load) {
        Future<Tally> running = load.get();
        var processors = new Processors(Map.of(
                "server",
                one.server().process(),
                "postgres",
                postgres.process(),
                "generator",
                ProcessHandle.current()));
        Tally tally = Generator.await(running);
        results.load(one.name() + ": " + name, tally, processors.shares());
        return tally;
    }
}
