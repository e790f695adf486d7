package latchkey.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import latchkey.bench.load.Answer;
import latchkey.bench.load.Generator;
import latchkey.bench.load.Request;
import latchkey.bench.load.User;
import latchkey.bench.machine.Postgres;
import latchkey.bench.machine.Server;

/** Keycloak as its distribution comes, in production mode, with its defaults, on the same PostgreSQL. */
final class Keycloak implements AutoCloseable {

    static final String DATABASE = "keycloak";
    private static final String HOST = "keycloak.bench.test";
    private static final String REALM = "bench";
    private static final String ONCE = "once";

    private final Server server;
    private final int port;
    private final int accounts;
    private final AtomicInteger turn = new AtomicInteger();

    private Keycloak(Server server, int port, int accounts) {
        this.server = server;
        this.port = port;
        this.accounts = accounts;
    }

    static Keycloak start(Plan plan, Postgres postgres) throws IOException {
        Path home = home(plan);
        Files.createDirectories(home.resolve("data/import"));
        Files.writeString(home.resolve("data/import/bench-realm.json"), realm(REALM, HashCost.DEFAULT, ""));
        Files.writeString(
                home.resolve("data/import/once-realm.json"),
                realm(ONCE, HashCost.DEFAULT, "\"revokeRefreshToken\": true, \"refreshTokenMaxReuse\": 0,"));
        run(home, "build", "--db=postgres", "--health-enabled=true");
        int port = Server.freePort();
        int management = Server.freePort();
        var command = List.of(
                home.resolve("bin/kc.sh").toString(),
                "start",
                "--optimized",
                "--import-realm",
                "--http-enabled=true",
                "--hostname-strict=false",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--http-management-port=" + management,
                "--cache=local",
                "--db-url=jdbc:postgresql://127.0.0.1:"
                        + postgres.with(DATABASE).port() + "/" + DATABASE,
                "--db-username=postgres",
                "--db-password=none");
        var server = Server.start(
                command,
                Map.of("JAVA_HOME", System.getProperty("java.home")),
                plan.target().resolve("keycloak.log"),
                URI.create("http://127.0.0.1:" + management + "/health/ready"));
        copyUser(postgres, plan.accounts());
        return new Keycloak(server, port, plan.accounts());
    }

    Server server() {
        return server;
    }

    int port() {
        return port;
    }

    User signsIn() {
        return () -> signIn(REALM, nextClient());
    }

    /** With Keycloak's defaults: a token can be used again and again. */
    User refreshes(Generator generator) {
        return refreshes(REALM, generator);
    }

    /** In a realm where a token works once and its reuse ends the session, as with Latchkey. */
    User refreshesOnce(Generator generator) {
        return refreshes(ONCE, generator);
    }

    private User refreshes(String realm, Generator generator) {
        Answer answer = generator.ask(signIn(realm, nextClient()));
        if (!answer.isOk()) {
            throw new IllegalStateException("No token: " + answer.status() + " " + answer.body());
        }
        return new Refresher(realm, answer.field("refresh_token"));
    }

    private int nextClient() {
        return turn.getAndIncrement() % accounts + 1;
    }

    static User looks() {
        Request request = Request.get(HOST, "/realms/" + REALM);
        return () -> request;
    }

    @Override
    public void close() {
        server.close();
    }

    private static String tokenPath(String realm) {
        return "/realms/" + realm + "/protocol/openid-connect/token";
    }

    private static Request signIn(String realm, int client) {
        return Request.form(
                HOST,
                tokenPath(realm),
                "grant_type=password&client_id=bench&username=client" + client + "&password="
                        + URLEncoder.encode(HashCost.PASSWORD, StandardCharsets.UTF_8));
    }

    private static Path home(Plan plan) throws IOException {
        try (var files = Files.list(plan.target())) {
            return files.filter(file -> file.resolve("bin/kc.sh").toFile().exists())
                    .findFirst()
                    .orElseThrow(() -> new IOException("Keycloak is not unpacked: run ./latchkey bench keycloak"));
        }
    }

    private static void run(Path home, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(home.resolve("bin/kc.sh").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(home.resolve("build.log").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            if (builder.start().waitFor() != 0) {
                throw new IOException("Keycloak can't be built; see build.log in " + home);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** A realm with one client program and one user, who has the hash that Latchkey's accounts have too. */
    private static String realm(String name, HashCost cost, String options) {
        var base64 = Base64.getEncoder();
        String secret = "{\\\"value\\\":\\\"%s\\\",\\\"salt\\\":\\\"%s\\\",\\\"additionalParameters\\\":{}}"
                .formatted(base64.encodeToString(cost.tag()), base64.encodeToString(HashCost.SALT));
        String data = ("{\\\"hashIterations\\\":%d,\\\"algorithm\\\":\\\"argon2\\\",\\\"additionalParameters\\\":"
                        + "{\\\"hashLength\\\":[\\\"32\\\"],\\\"memory\\\":[\\\"%d\\\"],\\\"type\\\":[\\\"id\\\"],"
                        + "\\\"version\\\":[\\\"1.3\\\"],\\\"parallelism\\\":[\\\"%d\\\"]}}")
                .formatted(cost.iterations(), cost.memoryKib(), cost.parallelism());
        return """
                {"realm": "%s", "enabled": true, "sslRequired": "none", %s
                 "clients": [{"clientId": "bench", "enabled": true, "publicClient": true,
                   "directAccessGrantsEnabled": true, "standardFlowEnabled": false}],
                 "users": [{"username": "client1", "email": "client1@bench.test", "emailVerified": true,
                   "enabled": true, "firstName": "Load", "lastName": "Test",
                   "credentials": [{"type": "password", "secretData": "%s", "credentialData": "%s"}]}]}
                """.formatted(name, options, secret, data);
    }

    /** Adds a user to each realm for every account, each like the first, whatever columns this version has. */
    private static void copyUser(Postgres postgres, int accounts) {
        postgres.execute(DATABASE, """
                insert into user_entity
                select (jsonb_populate_record(null::user_entity, to_jsonb(one) || jsonb_build_object(
                    'id', gen_random_uuid()::text, 'username', 'client' || i,
                    'email', 'client' || i || '@bench.test', 'email_constraint', 'client' || i || '@bench.test'))).*
                from user_entity one, generate_series(2, %d) i where one.username = 'client1'
                """.formatted(accounts), """
                insert into credential
                select (jsonb_populate_record(null::credential, to_jsonb(of_one) || jsonb_build_object(
                    'id', gen_random_uuid()::text, 'user_id', other.id))).*
                from user_entity one
                join credential of_one on of_one.user_id = one.id
                join user_entity other on other.realm_id = one.realm_id and other.id <> one.id
                where one.username = 'client1' and other.username like 'client%'
                """, """
                insert into user_role_mapping (role_id, user_id)
                select of_one.role_id, other.id
                from user_entity one
                join user_role_mapping of_one on of_one.user_id = one.id
                join user_entity other on other.realm_id = one.realm_id and other.id <> one.id
                where one.username = 'client1' and other.username like 'client%'
                """, "vacuum analyze");
    }

    private static final class Refresher implements User {

        private final String realm;
        private String token;

        Refresher(String realm, String token) {
            this.realm = realm;
            this.token = token;
        }

        @Override
        public Request next() {
            return Request.form(
                    HOST, tokenPath(realm), "grant_type=refresh_token&client_id=bench&refresh_token=" + token);
        }

        @Override
        public void answered(Answer answer) {
            if (answer.isOk()) {
                token = answer.field("refresh_token");
            }
        }
    }
}
