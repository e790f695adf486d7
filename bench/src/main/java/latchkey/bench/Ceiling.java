package latchkey.bench;

import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import latchkey.bench.load.Generator;
import latchkey.bench.load.Tally;
import latchkey.bench.load.User;
import latchkey.bench.machine.Commits;
import latchkey.bench.machine.MailSink;
import latchkey.bench.machine.Postgres;
import latchkey.bench.machine.Processors;
import latchkey.bench.report.Results;

/**
 * How far two backends on one PostgreSQL go: what hashes no password is done by more and more at once, until it is not
 * done more often, and the table says what the end was. Takes some five minutes.
 */
final class Ceiling {

    private static final int[] USERS = {16, 64, 256, 512};

    /** A step that brings less than a tenth more was the last. */
    private static final double WORTH = 1.1;

    /** Of the processors: then they are the limit, and not what waits for the disk. */
    private static final double ALL = 0.9;

    private static final Duration PROBE = Duration.ofSeconds(5);

    private final Plan plan;
    private final Postgres postgres;
    private final Results results;
    private final Clients clients;

    Ceiling(Plan plan, Postgres postgres, Results results) {
        this.plan = plan;
        this.postgres = postgres.with(Latchkey.DATABASE);
        this.results = results;
        this.clients = new Clients(plan.accounts());
    }

    /** What a step came to. */
    private record Step(double perSecond, double busy) {

        boolean isWorthAnother(Step before) {
            return perSecond > before.perSecond * WORTH;
        }

        String end() {
            return busy > ALL
                    ? "all processors of this machine are busy: PostgreSQL has not reached its limit"
                    : "PostgreSQL's commits: processors are idle meanwhile";
        }
    }

    /** Both backends, with a generator of load for each. */
    private record Pair(Latchkey one, Latchkey other, Generator toOne, Generator toOther) {

        List<Generator> generators() {
            return List.of(toOne, toOther);
        }
    }

    void run() throws IOException {
        try (var mail = new MailSink().start();
                var one = Latchkey.start(plan, postgres, mail.port(), HashCost.DEFAULT);
                var other = Latchkey.start(plan, postgres, mail.port(), HashCost.DEFAULT);
                var toOne = new Generator(one.port());
                var toOther = new Generator(other.port())) {
            Latchkey.seed(plan, postgres, HashCost.DEFAULT);
            var pair = new Pair(one, other, toOne, toOther);
            warmUp(pair);
            probe();
            climb("Refreshes", pair, clients::refreshes);
            postgres.tidyUp(Latchkey.DATABASE);
            climb("Resets, known addresses", pair, generator -> clients.forgets("bench.test"));
            probe();
        }
    }

    private void warmUp(Pair pair) {
        for (Function<Generator, User> user :
                List.<Function<Generator, User>>of(clients::refreshes, generator -> clients.forgets("unknown.test"))) {
            pair.generators().stream()
                    .map(generator -> generator.closed(32, plan.warmUp().dividedBy(2), i -> user.apply(generator)))
                    .toList()
                    .forEach(Generator::await);
        }
    }

    /** Before and after: a shared disk changes its pace. */
    private void probe() {
        Processors.awaitQuiet();
        long flushes = postgres.walFlushes();
        double commits = new Commits(postgres.sql(Latchkey.DATABASE)).perSecond(PROBE);
        results.row(
                "PostgreSQL alone: commits of one row, 16 connections",
                "%,.0f/s in %,.0f waits for the disk".formatted(commits, (postgres.walFlushes() - flushes) / 5.0),
                "",
                true);
    }

    private void climb(String what, Pair pair, Function<Generator, User> user) {
        var most = new Step(0, 0);
        for (int users : USERS) {
            Step step = step(what + ", " + users + " at once", users, pair, user);
            boolean isWorthAnother = step.isWorthAnother(most);
            most = step.perSecond > most.perSecond ? step : most;
            if (!isWorthAnother) {
                break;
            }
        }
        results.row(what + ", most", "%,.0f/s".formatted(most.perSecond), most.end(), true);
    }

    private Step step(String name, int users, Pair pair, Function<Generator, User> user) {
        Processors.awaitQuiet();
        List<Future<Tally>> loads = pair.generators().stream()
                .map(generator -> generator.closed(users / 2, plan.each(), i -> user.apply(generator)))
                .toList();
        long start = System.nanoTime();
        long commits = postgres.commits(Latchkey.DATABASE);
        long flushes = postgres.walFlushes();
        var processors = new Processors(Map.of(
                "one", pair.one.server().process(),
                "other", pair.other.server().process(),
                "postgres", postgres.process(),
                "generator", ProcessHandle.current()));
        List<Tally> tallies = loads.stream().map(Generator::await).toList();
        Map<String, Double> shares = processors.shares();
        double seconds = (System.nanoTime() - start) / 1e9;
        tallies.forEach(tally -> results.load(name + ", one of two backends", tally, shares));
        double perSecond = tallies.stream().mapToDouble(Tally::servedPerSecond).sum();
        double busy = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        results.row(
                name,
                "%,.0f/s, p99 %.0f ms; %,.0f commits/s in %,.0f waits for the disk; processors %.0f %%, PostgreSQL's %.0f %%"
                        .formatted(
                                perSecond,
                                tallies.stream()
                                        .mapToDouble(tally -> tally.servedMillis(99))
                                        .max()
                                        .orElseThrow(),
                                (postgres.commits(Latchkey.DATABASE) - commits) / seconds,
                                (postgres.walFlushes() - flushes) / seconds,
                                busy * 100,
                                shares.getOrDefault("postgres", 0.0) * 100),
                "",
                true);
        return new Step(perSecond, busy);
    }
}
