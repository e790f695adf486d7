package latchkey.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import latchkey.config.tls.Authorities;
import latchkey.mail.MailKind;
import latchkey.testing.BackendProcess;
import latchkey.testing.Certificates;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples in config/proxy, as they are but for names and ports: what they pass on, and what they log. */
class ProxyLogsTest {

    private static final Path EXAMPLES =
            Path.of("../config/proxy").toAbsolutePath().normalize();
    private static final String TOKEN = "tOkEnThatNobodyMayRead0123456789";

    private final Vertx vertx = Vertx.vertx();
    private final int http = BackendProcess.freePort();
    private final int https = BackendProcess.freePort();
    private final Socket nobody = BackendProcess.nobody();
    private final int away = nobody.getLocalPort();

    @TempDir
    Path folder;

    private HttpServer upstream;
    private Path authority;
    private Optional<Process> proxy = Optional.empty();

    @BeforeEach
    void start() throws IOException {
        upstream = World.await(vertx.createHttpServer()
                .requestHandler(request ->
                        request.response().end(request.getHeader("x-forwarded-for") + " " + request.getHeader("host")))
                .listen(0, "127.0.0.1"));
        var certificates = Certificates.in(folder, "authority");
        authority = certificates.authority();
        var pair = certificates.issue("localhost");
        Path both = Files.createDirectory(folder.resolve("haproxy")).resolve("localhost.pem");
        Files.writeString(both, Files.readString(pair.certificate()) + Files.readString(pair.key()));
        Files.copy(pair.certificate(), folder.resolve("portal.pem"));
        Files.copy(pair.key(), folder.resolve("portal.key"));
    }

    @AfterEach
    void stop() throws InterruptedException, IOException {
        nobody.close();
        if (proxy.isPresent()) {
            proxy.get().destroy();
            assertThat(proxy.get().waitFor()).isNotNegative();
        }
        World.await(vertx.close());
    }

    @Test
    void nginx_passes_our_address_on_and_logs_no_token() throws Exception {
        Path program = program("nginx");
        String example = Files.readString(EXAMPLES.resolve("nginx.conf"))
                .replace("listen 80;", "listen 127.0.0.1:" + http + ";")
                .replace("listen 443 ssl;", "listen 127.0.0.1:" + https + " ssl;")
                .replace("portal.au.example", "localhost")
                .replace("latchkey.staff.example", "staff.localhost")
                .replace("/etc/ssl/latchkey/staff", folder + "/portal")
                .replace("/etc/ssl/latchkey", folder.toString())
                .replace("/var/log/nginx", folder.toString())
                .replace(
                        "/etc/nginx/latchkey-proxy.conf",
                        EXAMPLES.resolve("latchkey-proxy.conf").toString())
                .replace("allow 10.0.0.0/8;", "allow 127.0.0.1;")
                // The first is gone, as one that restarts is.
                .replace(
                        "server 127.0.0.1:8080 max_fails=0;",
                        "server 127.0.0.1:" + away + " max_fails=0;\nserver 127.0.0.1:" + upstream.actualPort()
                                + " max_fails=0;")
                .replace("127.0.0.1:8082", "127.0.0.1:" + away);
        String temporary = Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                .map(kind -> kind + "_temp_path " + folder.resolve(kind) + ";\n")
                .reduce("", String::concat);
        Path settings = Files.writeString(folder.resolve("nginx.conf"), """
            daemon off;
            master_process off;
            pid %1$s/nginx.pid;
            error_log %1$s/error.log;
            events {}
            http {
            %2$s
            %3$s
            }
            """.formatted(folder, temporary, example));
        run(program.toString(), "-p", folder.toString(), "-c", settings.toString(), "-e", folder + "/error.log");
        askAndReadTheLogs();
    }

    @Test
    void haproxy_passes_our_address_on_and_logs_no_token() throws Exception {
        Path program = program("haproxy");
        String example = Files.readString(EXAMPLES.resolve("haproxy.cfg"))
                .replace("log /dev/log local0", "log stdout format raw local0")
                .replace("bind :80", "bind 127.0.0.1:" + http)
                .replace(
                        "bind :443 ssl crt /etc/ssl/latchkey/",
                        "bind 127.0.0.1:" + https + " ssl crt " + folder + "/haproxy/")
                .replace("latchkey.staff.example", "staff.localhost")
                .replace("10.0.0.0/8", "127.0.0.1")
                .replaceAll("(?m)^    (option httpchk|default-server check).*$", "")
                .replace("10.1.0.11:8080", "127.0.0.1:" + away)
                .replace("10.1.0.12:8080", "127.0.0.1:" + upstream.actualPort())
                .replace("10.1.0.13:8082", "127.0.0.1:" + away);
        Path settings = Files.writeString(folder.resolve("haproxy.cfg"), example);
        run(program.toString(), "-db", "-f", settings.toString());
        askAndReadTheLogs();
    }

    private void askAndReadTheLogs() throws Exception {
        eventually(
                () -> status("localhost", "/login"),
                status -> assertThat(status).isEqualTo(200));
        assertThat(answer("localhost", "/login")).endsWith("127.0.0.1 localhost");
        for (String path : pathsWithToken()) {
            assertThat(status("localhost", path)).as(path).isEqualTo(200);
        }
        // Behind these nothing listens, so that errors are logged as well.
        for (String path : List.of("/activate/" + TOKEN, "/?v-r=init&location=activate%2F" + TOKEN)) {
            assertThat(status("staff.localhost", path)).as(path).isIn(502, 503);
        }
        eventually(
                this::logs,
                logs -> assertThat(logs)
                        .contains("/invitation/-", "/reset-password/-", "/confirm-address/-", "/activate/-")
                        .contains("staff.localhost")
                        .doesNotContain(TOKEN));
    }

    private static List<String> pathsWithToken() {
        return Stream.concat(
                        Stream.of(MailKind.values()).filter(MailKind::hasToken).map(kind -> kind.path() + TOKEN),
                        Stream.of("/login?next=/" + TOKEN))
                .toList();
    }

    private String logs() {
        try (Stream<Path> files = Files.list(folder)) {
            var all = new StringBuilder();
            for (Path log :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                all.append(Files.readString(log));
            }
            return all.toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private int status(String host, String path) {
        try {
            return Integer.parseInt(answer(host, path).split(" ", 3)[1]);
        } catch (IOException e) {
            return 0; // nobody listens yet
        }
    }

    private String answer(String host, String path) throws IOException {
        try (var socket = new Authorities(Optional.of(authority))
                .context()
                .getSocketFactory()
                .createSocket("localhost", https)) {
            socket.setSoTimeout(60_000);
            String request =
                    "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nX-Forwarded-For: 192.0.2.66\r\nReferer:"
                            + " https://localhost/invitation/" + TOKEN + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }

    private void run(String... command) throws IOException {
        proxy = Optional.of(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.log").toFile())
                .start());
    }

    private static Path program(String name) {
        Optional<Path> found = Stream.of("/usr/sbin/", "/usr/bin/", "/usr/local/sbin/", "/usr/local/bin/")
                .map(place -> Path.of(place + name))
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(found.isPresent(), name + " is not installed");
        return found.get();
    }
}
