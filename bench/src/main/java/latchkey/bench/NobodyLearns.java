package latchkey.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import latchkey.bench.load.Answer;
import latchkey.bench.load.Generator;
import latchkey.bench.load.Request;
import latchkey.bench.load.User;
import latchkey.bench.machine.MailSink;
import latchkey.bench.machine.Postgres;
import latchkey.bench.machine.Processors;
import latchkey.bench.report.Results;

/**
 * Whether the time of an answer reveals who is a client: each kind of address in turn, at each endpoint that takes one,
 * alone and beside other load. Two kinds are distinguishable if the two-sample Kolmogorov-Smirnov distance of their
 * times exceeds its limit. By chance each comparison is wrong once in a hundred times, so one row of forty may be.
 */
final class NobodyLearns {

    /** Of the distribution's tail at alpha = 0.01. */
    private static final double CRITICAL = 1.63;

    private static final String WRONG_PASSWORD = "not the password of anybody";
    private static final Duration LONGEST_LOAD = Duration.ofMinutes(4);

    private enum Kind {
        UNKNOWN,
        ACCOUNT,
        INVITED,
        NEVER_INVITED,
        DISABLED,
        OTHER_REGION;

        String email(int number) {
            return name().toLowerCase(Locale.ROOT).replace('_', '-') + number + "@learns.test";
        }

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * With as many parallel requests as don't disturb each other: those that wait for a tick of the clock need no
     * processor meanwhile.
     */
    private enum Endpoint {
        LOGIN_PAGE("/login", 1, 401),
        LOGIN_API("/api/v1/session", 1, 401),
        FORGOT_PAGE("/forgot-password", 8, 303),
        FORGOT_API("/api/v1/forgot-password", 8, 202);

        private final String path;
        private final int atOnce;
        private final int status;

        Endpoint(String path, int atOnce, int status) {
            this.path = path;
            this.atOnce = atOnce;
            this.status = status;
        }

        Request request(String email, String network) {
            return path.startsWith("/api/")
                    ? Request.json(
                            Latchkey.HOST,
                            path,
                            atOnce == 1
                                    ? "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, WRONG_PASSWORD)
                                    : "{\"email\":\"%s\"}".formatted(email),
                            "x-forwarded-for",
                            network)
                    : Request.form(
                            Latchkey.HOST,
                            path,
                            "email=" + email + "&password=" + WRONG_PASSWORD.replace(' ', '+'),
                            "x-forwarded-for",
                            network);
        }
    }

    /** One request, and how long its answer took. */
    private final class Sample implements User {

        private final Endpoint endpoint;
        private final Kind kind;
        private final int number = next.getAndIncrement();
        private long start;
        private double millis;
        private int status;

        Sample(Endpoint endpoint, Kind kind) {
            this.endpoint = endpoint;
            this.kind = kind;
        }

        @Override
        public Request next() {
            start = System.nanoTime();
            return endpoint.request(
                    kind.email(number / Kind.values().length),
                    "10." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255));
        }

        @Override
        public void answered(Answer answer) {
            millis = (System.nanoTime() - start) / (double) TimeUnit.MILLISECONDS.toNanos(1);
            status = answer.status();
        }
    }

    private final Plan plan;
    private final Postgres postgres;
    private final Results results;
    private final AtomicInteger next = new AtomicInteger();
    private final Random random = new Random(5);

    NobodyLearns(Plan plan, Postgres postgres, Results results) {
        this.plan = plan.small();
        this.postgres = postgres.with(Latchkey.DATABASE);
        this.results = results;
    }

    void run() throws IOException {
        try (var mail = new MailSink().start();
                var backend = Latchkey.start(plan, postgres, mail.port(), HashCost.DEFAULT);
                var asking = new Generator(backend.port());
                var others = new Generator(backend.port())) {
            Latchkey.seed(plan, postgres, HashCost.DEFAULT);
            seed();
            Generator.await(others.closed(8, plan.warmUp(), i -> new Clients(plan.accounts()).signsInByProgram()));
            Processors.awaitQuiet();
            for (Endpoint endpoint : Endpoint.values()) {
                compare(endpoint, "alone", sample(endpoint, asking));
            }
            for (Endpoint endpoint : Endpoint.values()) {
                try (var load = new Generator(backend.port())) {
                    var _ = load.closed(1, LONGEST_LOAD, i -> new Clients(plan.accounts()).signsIn());
                    var _ = load.open(100, LONGEST_LOAD, Clients.looksAtLogin());
                    compare(endpoint, "under load", sample(endpoint, asking));
                }
            }
        }
    }

    /** The kinds take turns, each round in another order. */
    private List<Sample> sample(Endpoint endpoint, Generator asking) {
        var samples = new ArrayList<Sample>();
        for (int round = 0; round < plan.samples(); round++) {
            var kinds = new ArrayList<>(List.of(Kind.values()));
            Collections.shuffle(kinds, random);
            kinds.forEach(kind -> samples.add(new Sample(endpoint, kind)));
        }
        Generator.await(asking.each(List.copyOf(samples), endpoint.atOnce));
        return samples;
    }

    private void compare(Endpoint endpoint, String when, List<Sample> samples) {
        String name = endpoint.path + ", " + when;
        var statuses = new TreeSet<Integer>();
        samples.forEach(sample -> statuses.add(sample.status));
        results.row(name + ": statuses", statuses.toString(), "[" + endpoint.status + "]", statuses.size() == 1);
        double[] reference = times(samples, endpoint, Kind.UNKNOWN);
        for (Kind kind : Kind.values()) {
            double[] times = times(samples, endpoint, kind);
            results.number(
                    name + ", " + kind.words(),
                    "%d answers, median %.1f ms, p95 %.1f ms".formatted(times.length, at(times, 0.5), at(times, 0.95)));
            if (kind != Kind.UNKNOWN) {
                double distance = distance(reference, times);
                double limit = limit(reference.length, times.length);
                results.row(
                        name + ": unknown and " + kind.words(),
                        "%.3f".formatted(distance),
                        "under %.3f".formatted(limit),
                        distance < limit);
            }
        }
    }

    private static double[] times(List<Sample> samples, Endpoint endpoint, Kind kind) {
        return samples.stream()
                .filter(sample -> sample.kind == kind && sample.status == endpoint.status)
                .mapToDouble(sample -> sample.millis)
                .sorted()
                .toArray();
    }

    private static double limit(int n, int m) {
        return CRITICAL * Math.sqrt((n + m) / ((double) n * m));
    }

    /** The largest difference between the shares of the two that lie at or under any time; both are sorted. */
    private static double distance(double[] some, double[] others) {
        double largest = 0;
        for (int i = 0, j = 0; i < some.length && j < others.length; ) {
            double time = Math.min(some[i], others[j]);
            while (i < some.length && some[i] <= time) {
                i++;
            }
            while (j < others.length && others[j] <= time) {
                j++;
            }
            largest = Math.max(largest, Math.abs((double) i / some.length - (double) j / others.length));
        }
        return largest;
    }

    private static double at(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) (share * (sorted.length - 1))];
    }

    /** As many of each kind as all endpoints need, each used once. */
    private void seed() {
        int each = 2 * Endpoint.values().length * plan.samples();
        var statements = new ArrayList<String>();
        contacts(statements, Kind.ACCOUNT, "au", "ACTIVE", each);
        contacts(statements, Kind.INVITED, "au", "INVITED", each);
        contacts(statements, Kind.NEVER_INVITED, "au", "NOT_INVITED", each);
        contacts(statements, Kind.DISABLED, "au", "DISABLED", each);
        contacts(statements, Kind.OTHER_REGION, "nz", "ACTIVE", each);
        statements.add("""
            insert into account (id, region, contact_id, email, password, disabled_at)
            select gen_random_uuid(), region, id, email, '%s', case portal when 'DISABLED' then now() end
            from contact where email like '%%@learns.test' and portal in ('ACTIVE', 'DISABLED')
            """.formatted(HashCost.DEFAULT.phc()));
        statements.add("""
            insert into device (id, account_id) select gen_random_uuid(), id from account where email like '%@learns.test'
            """);
        statements.add("vacuum analyze");
        statements.add("checkpoint");
        postgres.execute(Latchkey.DATABASE, statements.toArray(String[]::new));
    }

    private static void contacts(List<String> statements, Kind kind, String region, String portal, int each) {
        statements.add("""
            insert into contact (id, region, given_name, family_name, email, portal)
            select gen_random_uuid(), '%s', 'Load', 'Test', '%s' || i || '@learns.test', '%s'
            from generate_series(0, %d) i
            """.formatted(region, kind.email(0).replace("0@learns.test", ""), portal, each));
    }
}
