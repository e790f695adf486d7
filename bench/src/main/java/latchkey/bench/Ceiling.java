package latchkey.bench;

import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import latchkey.bench.load.Generator;
import latchkey.bench.load.Tally;
import latchkey.bench.load.User;
import latchkey.bench.machine.Commits;
import latchkey.bench.machine.MailSink;
import latchkey.bench.machine.Postgres;
import latchkey.bench.machine.Processors;
import latchkey.bench.report.Results;

/**
 * The limit of two backends on one PostgreSQL: requests that hash no password come from more and more users until the
 * rate no longer grows, and the table says why it stopped. Takes some five minutes.
 */
final class Ceiling {

    private static final int[] USERS = {16, 64, 256, 512};

    /** A step that gains less than a tenth is the last. */
    private static final double WORTH = 1.1;

    /** Share of the processors above which they, and not the disk, are the limit. */
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

    /** The result of a step. */
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

    /** Both backends, each with a load generator. */
    private record Pair(Latchkey one, Latchkey other, Generator toOne, Generator toOther) {}

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
        for (Generator generator : List.of(pair.toOne, pair.toOther)) {
            Duration half = plan.warmUp().dividedBy(2);
            Generator.await(generator.closed(32, half, i -> clients.refreshes(generator)));
            Generator.await(generator.closed(32, half, i -> clients.forgets("unknown.test")));
        }
    }

    /** Run before and after, since a shared disk changes its pace. */
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
        results.row(what + ", most", "%,.0f/s; %s".formatted(most.perSecond, most.end()), "", true);
    }

    private Step step(String name, int users, Pair pair, Function<Generator, User> user) {
        // Before either load begins: some of them sign in first.
        List<User> ofOne = users(users / 2, pair.toOne, user);
        List<User> ofOther = users(users / 2, pair.toOther, user);
        Processors.awaitQuiet();
        Future<Tally> one = pair.toOne.closed(users / 2, plan.each(), ofOne::get);
        Future<Tally> other = pair.toOther.closed(users / 2, plan.each(), ofOther::get);
        long start = System.nanoTime();
        long commits = postgres.commits(Latchkey.DATABASE);
        long flushes = postgres.walFlushes();
        var processors = new Processors(Map.of(
                "one", pair.one.server().process(),
                "other", pair.other.server().process(),
                "postgres", postgres.process(),
                "generator", ProcessHandle.current()));
        Tally tally = Generator.await(one);
        tally.addBeside(Generator.await(other));
        Map<String, Double> shares = processors.shares();
        double seconds = (System.nanoTime() - start) / 1e9;
        results.load(name, tally, shares);
        double busy = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        results.row(
                name,
                "%,.0f/s, p99 %.0f ms; %,.0f commits/s in %,.0f waits for the disk; processors %.0f %%, PostgreSQL's %.0f %%"
                        .formatted(
                                tally.servedPerSecond(),
                                tally.servedMillis(99),
                                (postgres.commits(Latchkey.DATABASE) - commits) / seconds,
                                (postgres.walFlushes() - flushes) / seconds,
                                busy * 100,
                                shares.getOrDefault("postgres", 0.0) * 100),
                "",
                true);
        return new Step(tally.servedPerSecond(), busy);
    }

    private static List<User> users(int count, Generator generator, Function<Generator, User> user) {
        return Stream.generate(() -> user.apply(generator)).limit(count).toList();
    }
}
