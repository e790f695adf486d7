package latchkey.bench;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import latchkey.bench.load.Generator;
import latchkey.bench.load.Request;
import latchkey.bench.load.Tally;
import latchkey.bench.machine.MailSink;
import latchkey.bench.machine.Postgres;
import latchkey.bench.machine.Processors;
import latchkey.bench.openid.Application;
import latchkey.bench.openid.RawSignatures;
import latchkey.bench.report.Picture;
import latchkey.bench.report.Results;

/** Latchkey alone, compared with what the processors can hash. */
final class LatchkeyRun {

    private static final int FEW = 8;
    private static final int CROWD = 1000;
    private static final int[] USERS = {FEW, 64, 256, CROWD};
    private static final double[] OFFERED = {0.25, 0.5, 0.75, 0.9, 1, 1.2, 1.5, 2, 3};
    private static final int SIGN_INS = 10_000;
    private static final int IDLE = 10_000;
    private static final int SLICES = 2;
    private static final double SHARE = 0.90;

    private final Plan plan;
    private final Postgres postgres;
    private final Results results;
    private final Clients clients;
    private long signedIn;

    LatchkeyRun(Plan plan, Postgres postgres, Results results) {
        this.plan = plan;
        this.postgres = postgres.with(Latchkey.DATABASE);
        this.results = results;
        this.clients = new Clients(plan.accounts());
    }

    void run() throws IOException {
        try (var mail = new MailSink().start()) {
            Latchkey.start(plan, postgres, mail.port(), HashCost.DEFAULT).close(); // brings the database up to date
            Latchkey.seed(plan, postgres, HashCost.DEFAULT);
            plan.part("starts", new Starts(plan, postgres, results, mail.port())::measure);
            measure(mail.port(), HashCost.DEFAULT, this::everythingAtTheDefault);
            plan.part("other-parameters", () -> {
                Latchkey.rehash(postgres, HashCost.MORE_MEMORY);
                measure(mail.port(), HashCost.MORE_MEMORY, (backend, to) -> signIns(backend, to, HashCost.MORE_MEMORY));
            });
        }
    }

    private void measure(int smtpPort, HashCost cost, BiConsumer<Latchkey, Generator> loads) {
        try (var backend = Latchkey.start(plan, postgres, smtpPort, cost);
                var generator = new Generator(backend.port())) {
            warmUp(backend, generator);
            loads.accept(backend, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double raw(HashCost cost) {
        Processors.awaitQuiet();
        double raw = RawHashes.perSecond(plan, cost);
        results.number("raw hashes/s at " + cost, raw);
        return raw;
    }

    private void everythingAtTheDefault(Latchkey backend, Generator generator) {
        plan.part("memory", () -> memory(backend, generator)); // before the measurements that need warm code
        plan.part("sign-ins", () -> signIns(backend, generator, HashCost.DEFAULT));
        plan.part("storm", () -> storm(backend, generator, 3 * raw(HashCost.DEFAULT)));
        plan.part("picture", () -> picture(backend, generator, raw(HashCost.DEFAULT)));
        plan.part("idle", () -> idle(backend, generator));
        plan.part("applications", () -> applications(backend, generator));
        plan.part("others", () -> others(backend, generator)); // last, since its mails are sent for a minute after it
    }

    private void memory(Latchkey backend, Generator generator) {
        restOfSignIns(backend, generator, raw(HashCost.DEFAULT));
        double resident = Processors.residentMb(backend.server().process());
        results.row(
                "Resident memory after %,d sign-ins".formatted(signedIn),
                "%.0f MB".formatted(resident),
                "under 250 MB",
                resident < 250);
    }

    /** Up to 10,000, or as many as fit into a minute. */
    private void restOfSignIns(Latchkey backend, Generator generator, double raw) {
        long seconds = Math.min(60, (long) ((SIGN_INS - signedIn) / (SHARE * raw)) + 1);
        if (seconds > 0) {
            users(64, backend, generator, "the rest of 10,000 sign-ins", Duration.ofSeconds(seconds));
        }
    }

    private void warmUp(Latchkey backend, Generator generator) {
        // At a hundred sign-ins a second much of the server's code stays uncompiled for minutes, unlike in daily use.
        load(backend, "warm-up: pages", () -> generator.closed(32, plan.warmUp(), i -> Clients.looksAtLogin()));
        load(backend, "warm-up: refresh", () -> generator.closed(32, plan.warmUp(), i -> clients.refreshes(generator)));
        postgres.tidyUp(Latchkey.DATABASE);
        // Last, since sign-ins are measured first.
        Tally tally = load(
                backend,
                "warm-up",
                () -> generator.closed(
                        64, plan.warmUp(), i -> i % 2 == 0 ? clients.signsIn() : clients.signsInByProgram()));
        signedIn += tally.served();
        users(
                CROWD,
                backend,
                generator,
                "warm-up: more than can be served",
                plan.warmUp().dividedBy(2));
        users(FEW, backend, generator, "warm-up: few at once", plan.warmUp().dividedBy(2));
    }

    private void signIns(Latchkey backend, Generator generator, HashCost cost) {
        for (int users : USERS) {
            signIns(backend, generator, cost, users);
        }
    }

    /**
     * Processors change most on a shared machine, so sign-ins and raw hashes take turns. The first moments of each
     * slice don't count.
     */
    private void signIns(Latchkey backend, Generator generator, HashCost cost, int users) {
        String name = "Sign-ins at " + cost + ", " + users + " at once";
        Duration each = plan.each().dividedBy(SLICES);
        double raw = raw(cost) / 2;
        var all = new Tally();
        for (int slice = 1; slice <= SLICES; slice++) {
            all.add(users(users, backend, generator, name, each));
            raw += slice == SLICES ? raw(cost) / 2 : raw(cost);
        }
        double share = all.servedPerSecond() / (raw / SLICES);
        String measured = "%.0f/s of %.0f/s: %.2f".formatted(all.servedPerSecond(), raw / SLICES, share);
        results.row(name, measured, "0.90", share >= SHARE);
    }

    private void storm(Latchkey backend, Generator generator, double perSecond) {
        var before = processors(backend);
        Duration twice = plan.each().multipliedBy(2); // so that the p99 is taken from a thousand
        Future<Tally> storm = generator.open(perSecond, twice, clients.signsIn());
        Future<Tally> login = generator.open(40, twice, Clients.looksAtLogin());
        Future<Tally> account = generator.open(40, twice, clients.looksAtAccount(generator));
        Tally signIns = Generator.await(storm);
        results.load("storm: sign-ins at 3 times the hash rate", signIns, before.shares());
        results.load("storm: GET /login", Generator.await(login), Map.of());
        results.load("storm: GET /api/v1/account", Generator.await(account), Map.of());
        signedIn += signIns.served();
        under("Storm of 3 times the hash rate: p99 of who is served", signIns.servedMillis(99), 1000);
        under("Storm: p99 of 503 with Retry-After", signIns.refusedMillis(99), 50);
        long errors = signIns.errors()
                + Generator.await(login).errors()
                + Generator.await(account).errors();
        results.row("Storm: other errors", Long.toString(errors), "none", errors == 0);
        under("Storm: p99 of GET /login", Generator.await(login).servedMillis(99), 25);
        under("Storm: p99 of GET /api/v1/account", Generator.await(account).servedMillis(99), 25);
    }

    private void under(String what, double millis, double reach) {
        results.row(what, "%.1f ms".formatted(millis), "under %.0f ms".formatted(reach), millis > 0 && millis < reach);
    }

    private void others(Latchkey backend, Generator generator) {
        Tally refresh =
                load(backend, "refresh", () -> generator.closed(64, plan.each(), i -> clients.refreshes(generator)));
        results.row("Refresh", "%.0f/s".formatted(refresh.servedPerSecond()), "", true);
        for (String domain : List.of("bench.test", "unknown.test")) {
            long mails = mails();
            Tally forgot = load(
                    backend,
                    "forgot password @" + domain,
                    () -> generator.closed(512, plan.each(), i -> clients.forgets(domain)));
            String known = domain.equals("bench.test") ? "known" : "unknown";
            results.number("mail rows", mails() - mails);
            results.row(
                    "Forgot password, " + known + " addresses",
                    "%.0f/s".formatted(forgot.servedPerSecond()),
                    "1,500/s",
                    forgot.servedPerSecond() >= 1500);
        }
    }

    /** Requests of other applications: the check of a proxy, and tokens, each of which has to be signed. */
    private void applications(Latchkey backend, Generator generator) {
        List<Application> all = IntStream.range(0, 64)
                .mapToObj(i -> new Application(Latchkey.HOST, clients.session(generator)))
                .toList();
        Duration each = plan.each();
        Tally login = load(backend, "GET /login", () -> generator.closed(64, each, i -> Clients.looksAtLogin()));
        Tally checks = load(
                backend,
                "checks",
                () -> generator.closed(64, each, i -> all.get(i).check()));
        results.row(
                "Session checks, and GET /login",
                "%.0f/s, %.0f/s".formatted(checks.servedPerSecond(), login.servedPerSecond()),
                "",
                true);
        double raw = RawSignatures.perSecond();
        results.number("raw ES256 signatures/s", raw);
        Tally codes = load(
                backend,
                "codes",
                () -> generator.closed(64, each, i -> all.get(i).signIn()));
        Tally refreshes = load(
                backend,
                "token refreshes",
                () -> generator.closed(64, each, i -> all.get(i).refresh(generator)));
        share("Tokens for a code, each with the request for the code", codes.servedPerSecond() / 2, raw);
        share("Tokens for a refresh token", refreshes.servedPerSecond(), raw);
    }

    private void share(String what, double perSecond, double raw) {
        results.row(what, "%.0f/s of %.0f signatures/s: %.2f".formatted(perSecond, raw, perSecond / raw), "", true);
    }

    private long mails() {
        return postgres.count(Latchkey.DATABASE, "mail where kind = 'reset'");
    }

    private void picture(Latchkey backend, Generator generator, double raw) {
        var points = new TreeMap<Double, Tally>();
        for (double offered : OFFERED) {
            Duration half = plan.each().dividedBy(2);
            points.put(
                    offered,
                    load(backend, "offered " + offered, () -> generator.open(offered * raw, half, clients.signsIn())));
        }
        try {
            Picture.write(plan.target().resolve("latency.svg"), points, raw);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void idle(Latchkey backend, Generator generator) {
        String alone = "sign-ins with nothing beside them";
        Tally without = users(64, backend, generator, alone, plan.each());
        double before = Processors.residentMb(backend.server().process());
        var idle = generator.idle(IDLE, Request.get(Latchkey.HOST, "/login"));
        double kilobytes = (Processors.residentMb(backend.server().process()) - before) * 1024 / IDLE;
        Tally meanwhile = users(64, backend, generator, "sign-ins beside 10,000 idle connections", plan.each());
        long open = idle.countOpen();
        idle.close();
        results.row(
                "Idle connections, %,d open".formatted(open),
                "%.1f KB each".formatted(kilobytes),
                "under 15 KB",
                kilobytes < 15 && open == IDLE);
        without.add(users(64, backend, generator, alone, plan.each()));
        results.row(
                "Sign-ins beside them, and before and after",
                "%.0f/s, %.0f/s".formatted(meanwhile.servedPerSecond(), without.servedPerSecond()),
                "",
                true);
    }

    /** This many parallel users, each of whom signs in as one new client after another. */
    @CanIgnoreReturnValue
    private Tally users(int users, Latchkey backend, Generator generator, String name, Duration duration) {
        Tally tally = load(backend, name, () -> generator.closed(users, duration, i -> clients.signsIn()));
        signedIn += tally.served();
        return tally;
    }

    @CanIgnoreReturnValue
    private Tally load(Latchkey backend, String name, Supplier<Future<Tally>> load) {
        Processors.awaitQuiet();
        Future<Tally> running = load.get();
        var processors = processors(backend);
        Tally tally = Generator.await(running);
        results.load(name, tally, processors.shares());
        return tally;
    }

    private Processors processors(Latchkey backend) {
        return new Processors(Map.of(
                "backend", backend.server().process(),
                "postgres", postgres.process(),
                "generator", ProcessHandle.current()));
    }
}
