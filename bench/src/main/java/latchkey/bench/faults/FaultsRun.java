package latchkey.bench.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import latchkey.bench.faults.MailRoom.Mood;
import latchkey.bench.machine.Postgres;
import latchkey.bench.report.Results;
import latchkey.bench.search.Place;

/**
 * Two backends behind HAProxy on one PostgreSQL, and what happens to their clients' requests and mails while something
 * fails: {@code ./latchkey test faults}. Red where a mail is lost, or comes twice without need.
 */
public final class FaultsRun {

    private static final String DATABASE = "latchkey";
    private static final Duration A_WHILE = Duration.ofSeconds(5);

    /** A mail whose backend died is taken by the other one when its lease ends. */
    private static final Duration LONGEST_DELIVERY = Duration.ofMinutes(3);

    private final Place place;
    private final Results results;
    private int people;
    private boolean red;

    public FaultsRun(Place place, Results results) {
        this.place = place;
        this.results = results;
    }

    /** @throws IllegalStateException if something was lost */
    public void run() throws IOException {
        Optional<Path> haproxy = TwoBackends.haproxy();
        if (haproxy.isEmpty()) {
            results.number("left out", "HAProxy is not installed; apt-get install haproxy");
            return;
        }
        Path folder = Files.createDirectories(place.target().resolve("faults"));
        try (var postgres = Postgres.start(folder.resolve("postgres")).with(DATABASE);
                var line = Line.to(postgres.port());
                var mail = MailRoom.open();
                var backends = TwoBackends.start(
                        haproxy.get(),
                        folder,
                        place.backend(),
                        "postgresql://postgres@127.0.0.1:" + line.port() + "/" + DATABASE,
                        mail.port())) {
            postgres.execute(
                    DATABASE,
                    "insert into staff (id, email, name, role, password) values (gen_random_uuid(), '" + Traffic.STAFF
                            + "', 'Sandy Staff', 'admin', '" + place.hash() + "')");
            all(postgres, line, mail, backends);
        }
        results.print();
        results.write(place.target().resolve("faults.json"));
        if (red) {
            throw new IllegalStateException("Something was lost or doubled; see the table");
        }
    }

    private void all(Postgres postgres, Line line, MailRoom mail, TwoBackends backends) throws IOException {
        var scene = new Scene(postgres, mail, backends);
        scene.tried("a backend killed (kill -9), 5 s away", 500, 200, false, () -> {
            backends.killOne();
            pause();
            backends.startOne();
        });
        scene.tried("PostgreSQL stopped for 5 s", 60, 30, false, () -> postgres.stopFor(A_WHILE));
        scene.tried("PostgreSQL killed (kill -9), 5 s away", 60, 30, false, () -> postgres.failFor(A_WHILE));
        scene.tried(
                "all connections of PostgreSQL killed",
                60,
                30,
                false,
                () -> postgres.execute(
                        "postgres",
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'latchkey'"));
        scene.tried("PostgreSQL frozen for 15 s: sockets open, nothing forwarded", 60, 30, false, () -> {
            line.silence();
            pause();
            pause();
            pause();
            line.speak();
        });
        scene.mood("mail server slow: 3 s for each mail", Mood.SLOW, false);
        scene.mood("mail server refuses for 5 s", Mood.REFUSES, false);
        scene.mood("mail server takes mails for 5 s and never says so", Mood.DROPS, true);
        scene.mood("mail server answers garbage for 5 s", Mood.RAVES, true);
        scene.tried("one backend after the other restarted", 120, 60, false, backends::restartEach);
    }

    private static void pause() {
        LockSupport.parkNanos(A_WHILE.toNanos());
    }

    private interface Fault {
        /** Returns when it is over. */
        void happens() throws IOException;
    }

    private final class Scene {

        private final Postgres postgres;
        private final MailRoom mail;
        private final TwoBackends backends;

        Scene(Postgres postgres, MailRoom mail, TwoBackends backends) {
            this.postgres = postgres;
            this.mail = mail;
            this.backends = backends;
        }

        private void mood(String what, Mood mood, boolean mayDouble) throws IOException {
            tried(what, 60, 30, mayDouble, () -> {
                mail.be(mood);
                pause();
                mail.be(Mood.TAKES);
            });
        }

        private void tried(String what, int invitations, int resets, boolean mayDouble, Fault fault)
                throws IOException {
            mail.forget();
            try (var traffic = new Traffic(backends.portalUrl(), backends.staffUrl())) {
                traffic.invite(strangers(invitations));
                traffic.reset(clients(resets));
                traffic.begin(place.password());
                traffic.awaitMidst();
                fault.happens();
                double recovery = traffic.secondsToRecovery();
                traffic.awaitEnd();
                long lost = lost(traffic);
                long doubled = mail.doubled();
                boolean good = lost == 0 && (doubled == 0 || mayDouble);
                red |= !good;
                String counted = "%d of %d requests failed%s; of %d mails %d lost, %d doubled; back after %.1f s"
                        .formatted(
                                traffic.failed(),
                                traffic.asked(),
                                traffic.failed() == 0 ? "" : " (" + traffic.failures() + ")",
                                traffic.acknowledged().size(),
                                lost,
                                doubled,
                                recovery);
                results.number(what, counted);
                results.row(what, counted, mayDouble ? "none lost" : "none lost, none doubled", good);
            }
        }

        private long lost(Traffic traffic) {
            try {
                Traffic.await(() -> traffic.acknowledged().stream().allMatch(mail::hasMailTo), LONGEST_DELIVERY);
            } catch (IllegalStateException e) {
                // Counted below.
            }
            return traffic.acknowledged().stream()
                    .filter(address -> !mail.hasMailTo(address))
                    .count();
        }

        /** New contacts, whom nobody invited yet. */
        private List<String> strangers(int count) {
            return add(count, "NOT_INVITED");
        }

        private List<String> clients(int count) {
            List<String> contacts = add(count, "ACTIVE");
            postgres.execute(
                    DATABASE,
                    "insert into account (id, region, contact_id, email, password)"
                            + " select gen_random_uuid(), region, id, email, '" + place.hash()
                            + "' from contact where portal = 'ACTIVE' and not exists"
                            + " (select from account where contact_id = contact.id)");
            return contacts.stream().map(contact -> contact.split(",", 2)[1]).toList();
        }

        private List<String> add(int count, String portal) {
            return IntStream.range(0, count)
                    .mapToObj(i -> {
                        String id = UUID.randomUUID().toString();
                        String email = "person" + ++people + "@faults.test";
                        postgres.execute(
                                DATABASE,
                                "insert into contact (id, region, given_name, family_name, email, portal) values ('"
                                        + id + "', 'au', 'Robin', 'Sample', '" + email + "', '" + portal + "')");
                        return id + "," + email;
                    })
                    .toList();
        }
    }
}
