package latchkey.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import latchkey.bench.machine.Postgres;
import latchkey.bench.machine.Server;
import latchkey.bench.openid.Application;

/** The packaged backend in production configuration: TLS ends before it, so addresses come from a trusted proxy. */
final class Latchkey implements AutoCloseable {

    static final String HOST = "au.bench.test";
    static final String DATABASE = "latchkey";

    private final Server server;
    private final int port;

    private Latchkey(Server server, int port) {
        this.server = server;
        this.port = port;
    }

    /** @param options of the JVM, besides those that the distribution sets itself */
    static Latchkey start(Plan plan, Postgres postgres, int smtpPort, HashCost cost, String... options)
            throws IOException {
        int port = Server.freePort();
        int management = Server.freePort();
        var environment = new HashMap<>(Application.SETTINGS);
        environment.putAll(Map.ofEntries(
                Map.entry("JAVA_HOME", System.getProperty("java.home")),
                Map.entry("JAVA_OPTS", String.join(" ", options)),
                Map.entry("LATCHKEY_DATABASE_URL", postgres.url(DATABASE)),
                Map.entry("LATCHKEY_MAIL_URL", "smtp://127.0.0.1:" + smtpPort),
                Map.entry("LATCHKEY_SECRET", "only for load tests on this machine, never elsewhere"),
                Map.entry("LATCHKEY_TRUSTED_PROXIES", "127.0.0.1"),
                Map.entry("LATCHKEY_PORTAL_PORT", Integer.toString(port)),
                Map.entry("LATCHKEY_STAFF_PORT", Integer.toString(Server.freePort())),
                Map.entry("LATCHKEY_MANAGEMENT_PORT", Integer.toString(management)),
                Map.entry("LATCHKEY_REGIONS_AU_URL", "https://" + HOST),
                Map.entry("LATCHKEY_PASSWORD_ARGON2_MEMORY_KIB", Integer.toString(cost.memoryKib())),
                Map.entry("LATCHKEY_PASSWORD_ARGON2_ITERATIONS", Integer.toString(cost.iterations())),
                Map.entry("LATCHKEY_PASSWORD_ARGON2_PARALLELISM", Integer.toString(cost.parallelism()))));
        var ready = URI.create("http://127.0.0.1:" + management + "/health/ready");
        Path log = plan.target().resolve("backend-" + port + ".log");
        List<String> command =
                List.of(plan.backend().resolve("bin/latchkey-backend").toString());
        return new Latchkey(Server.start(command, environment, log, ready), port);
    }

    /**
     * Clients who have never signed in, each of whom will do so once, and as many others whose history fills the
     * tables: PostgreSQL's plans for empty tables don't suit full ones. All share one hash.
     */
    static void seed(Plan plan, Postgres postgres, HashCost cost) {
        postgres.execute(
                DATABASE,
                """
                insert into contact (id, region, given_name, family_name, email, portal)
                select gen_random_uuid(), 'au', 'Load', 'Test', name || i || '@bench.test', 'ACTIVE'
                from generate_series(1, %d) i, unnest(array['client', 'other']) name
                """.formatted(plan.accounts()),
                """
                insert into account (id, region, contact_id, email, password)
                select gen_random_uuid(), region, id, email, '%s' from contact
                """.formatted(cost.phc()),
                """
                create temporary table history as
                select id as account, contact_id, email, gen_random_uuid() as link, now() - interval '30 days' as at
                from account where email like 'other%'
                """,
                """
                insert into device (id, account_id, first_seen_at) select gen_random_uuid(), account, at from history
                """,
                """
                insert into session (id, audience, subject, created_at, last_seen_at, expires_at, network)
                select gen_random_uuid(), 'au', account, at, at, at, '192.0.2.1' from history
                """,
                """
                insert into link (id, purpose, region, contact_id, account_id, email, created_at, expires_at, used_at)
                select link, 'reset', 'au', contact_id, account, email, at, at, case when random() < 0.9 then at end from history
                """,
                """
                insert into mail (id, kind, region, contact_id, link_id, recipient, status, next_attempt_at)
                select gen_random_uuid(), 'reset', 'au', contact_id, link, email, 'SENT', null from history
                """,
                """
                insert into event (region, contact_id, kind, actor, at)
                select 'au', contact_id, kind, 'client', at
                from history, unnest(array['sign-in-succeeded', 'sign-in-failed']) kind
                """,
                """
                insert into rate_limit (key, used, until)
                select 'sign-in-by-network 12:192.0.2.' || n, 1, now() from generate_series(1, 20000) n
                """,
                "vacuum analyze",
                // After it the log segments that the seed filled are reused, as in a database that isn't new. Creating
                // one occupies the disk for a moment in which nothing can be committed.
                "checkpoint");
    }

    /**
     * Between two loads with different parameters: the same accounts, another hash, and no mail left to be sent during
     * the measurement.
     */
    static void rehash(Postgres postgres, HashCost cost) {
        postgres.execute(
                DATABASE, "truncate mail", "update account set password = '" + cost.phc() + "'", "vacuum analyze");
    }

    Server server() {
        return server;
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        server.close();
    }
}
