package latchkey.bench.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import latchkey.bench.faults.MailRoom.Mood;
import latchkey.bench.faults.Scene.Toll;
import latchkey.bench.machine.Postgres;
import latchkey.bench.report.Results;
import latchkey.bench.search.Place;

/**
 * Two backends behind HAProxy on one PostgreSQL, and what happens to their clients' requests and mails while something
 * fails: {@code ./latchkey test faults}. Then the same on a cluster whose primary dies. Red if a mail is lost, or comes
 * twice without need.
 */
public final class FaultsRun {

    private static final String DATABASE = "latchkey";
    private static final Duration A_WHILE = Duration.ofSeconds(5);

    private final Place place;
    private final Results results;

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
        long start = System.nanoTime();
        onePostgres(haproxy.get(), folder);
        List<Path> missing = Cluster.missing();
        if (missing.isEmpty()) {
            cluster(haproxy.get(), folder);
        } else {
            results.number(
                    "left out", "the cluster, without " + missing + "; apt-get install patroni etcd-server postgresql");
        }
        results.number(
                "all of it",
                "%d s".formatted(Duration.ofNanos(System.nanoTime() - start).toSeconds()));
        results.print();
        results.write(place.target().resolve("faults.json"));
        if (!results.areReached()) {
            throw new IllegalStateException("Something was lost, doubled or refused; see the table");
        }
    }

    private void onePostgres(Path haproxy, Path folder) throws IOException {
        try (var postgres = Postgres.start(folder.resolve("postgres")).with(DATABASE);
                var line = Line.to(postgres.port());
                var mail = MailRoom.open();
                var backends = TwoBackends.start(
                        haproxy,
                        folder,
                        place.backend(),
                        "postgresql://postgres@127.0.0.1:" + line.port() + "/" + DATABASE,
                        mail.port())) {
            var scene = new Scene(postgres.sql(DATABASE), mail, backends, place, results);
            scene.addStaffAndClient();
            all(postgres, line, mail, backends, scene);
        }
    }

    private void cluster(Path haproxy, Path folder) throws IOException {
        Path logs = Files.createDirectories(folder.resolve("cluster"));
        try (var cluster = Cluster.start(haproxy, place.project().resolve("config/cluster"), logs);
                var mail = MailRoom.open();
                var backends = TwoBackends.start(haproxy, logs, place.backend(), cluster.url(), mail.port())) {
            var scene = new Scene(cluster.sql(), mail, backends, place, results);
            scene.addStaffAndClient();
            // Without a primary it can't be recorded that a mail was sent, so some are sent again.
            scene.tried(
                    "the primary of a cluster killed (kill -9)",
                    300,
                    100,
                    Set.of(Toll.REFUSED, Toll.DOUBLED),
                    traffic -> {
                        cluster.killPrimary();
                        results.number("seconds to promotion", "%.1f".formatted(cluster.secondsToPromotion()));
                    });
        }
    }

    private void all(Postgres postgres, Line line, MailRoom mail, TwoBackends backends, Scene scene)
            throws IOException {
        var refused = Set.of(Toll.REFUSED);
        scene.tried("a backend killed (kill -9), 5 s away", 500, 200, refused, traffic -> {
            backends.killOne();
            pause();
            backends.startOne();
        });
        scene.tried("PostgreSQL stopped for 5 s", 60, 30, refused, traffic -> postgres.stopFor(A_WHILE));
        scene.tried("PostgreSQL killed (kill -9), 5 s away", 60, 30, refused, traffic -> postgres.failFor(A_WHILE));
        scene.tried(
                "all connections of PostgreSQL killed",
                60,
                30,
                refused,
                traffic -> postgres.execute(
                        "postgres",
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'latchkey'"));
        scene.tried("PostgreSQL frozen for 15 s: sockets open, nothing forwarded", 60, 30, refused, traffic -> {
            line.silence();
            pause();
            pause();
            pause();
            line.speak();
        });
        mood("mail server slow: 3 s for each mail", Mood.SLOW, Set.of(), mail, scene);
        mood("mail server refuses for 5 s", Mood.REFUSES, Set.of(), mail, scene);
        mood("mail server accepts mails for 5 s and never says so", Mood.DROPS, Set.of(Toll.DOUBLED), mail, scene);
        mood("mail server answers garbage for 5 s", Mood.RAVES, Set.of(Toll.DOUBLED), mail, scene);
        scene.tried("one backend after the other restarted", 120, 60, Set.of(), traffic -> backends.restartEach());
        scene.tried("three imports, a batch and searches at once", 60, 30, Set.of(), traffic -> {
            traffic.promise(scene.invitable("morning", 300));
            StaffWork.perform(backends.staffUrl(), place.password(), "morning");
        });
        long listed = postgres.count(DATABASE, "contact where email like '%@" + StaffWork.DOMAIN + "'");
        results.row(
                "rows of these imports",
                "%,d".formatted(listed),
                "%,d".formatted(StaffWork.LISTS * StaffWork.ROWS),
                listed == StaffWork.LISTS * StaffWork.ROWS);
    }

    private void mood(String what, Mood mood, Set<Toll> tolls, MailRoom mail, Scene scene) throws IOException {
        scene.tried(what, 60, 30, tolls, traffic -> {
            mail.be(mood);
            pause();
            mail.be(Mood.TAKES);
        });
    }

    private static void pause() {
        LockSupport.parkNanos(A_WHILE.toNanos());
    }
}
