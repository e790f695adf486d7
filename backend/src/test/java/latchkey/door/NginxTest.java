package latchkey.door;

import static latchkey.testing.Eventually.eventually;
import static latchkey.testing.World.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import latchkey.testing.Browser;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example {@code config/proxy/nginx-home.conf} as it is, but for names, ports and certificates. */
class NginxTest {

    private static final Path EXAMPLES = Path.of("../config/proxy");

    @TempDir
    private static Path folder;

    private static Optional<Proxied> proxied = Optional.empty();

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> program = Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/bin/nginx")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(program.isPresent(), "nginx is not installed");
        proxied = Optional.of(Proxied.start(folder.resolve("output.log"), (port, portal, home) -> {
            Path settings = Files.writeString(folder.resolve("nginx.conf"), settings(port, portal, home));
            return new ProcessBuilder(
                    program.get().toString(),
                    "-p",
                    folder.toString(),
                    "-c",
                    settings.toString(),
                    "-e",
                    folder.resolve("error.log").toString());
        }));
    }

    @AfterAll
    static void stop() {
        proxied.ifPresent(Proxied::close);
    }

    @Test
    void a_page_leads_to_login_and_back_with_all_of_its_address() {
        world().account("au", "way@example.test");
        Browser browser = page();
        var login = browser.get("/home/jobs/7?tab=photos&page=2");
        assertThat(login.status()).isEqualTo(303);
        assertThat(login.location()).isEqualTo("/login?next=%2Fhome%2Fjobs%2F7%3Ftab%3Dphotos%26page%3D2");
        assertThat(browser.get(login.location()).body())
                .contains("name=\"next\" value=\"/home/jobs/7?tab=photos&amp;page=2\"");
        var signedIn = browser.post(
                "/login", "email", "way@example.test", "password", PASSWORD, "next", "/home/jobs/7?tab=photos&page=2");
        assertThat(signedIn.location()).isEqualTo("/home/jobs/7?tab=photos&page=2");
        var home = browser.get(signedIn.location());
        assertThat(home.status()).isEqualTo(200);
        assertThat(home.json().getString("uri")).isEqualTo("/home/jobs/7?tab=photos&page=2");
        assertThat(home.json().getString("x-latchkey-email")).isEqualTo("way@example.test");
        assertThat(home.json().getString("x-latchkey-region")).isEqualTo("au");
    }

    @Test
    void what_a_client_says_it_is_never_arrives() {
        world().account("au", "liar@example.test");
        Browser browser = page();
        browser.post("/login", "email", "liar@example.test", "password", PASSWORD);
        for (String name : Stream.of("Account", "Email", "Given-Name", "Family-Name", "Region", "Jobs")
                .toList()) {
            browser.with("X-Latchkey-" + name, "forged").with("X_Latchkey_" + name.replace('-', '_'), "forged");
        }
        var seen = browser.get("/home/").json();
        assertThat(seen.encode()).doesNotContain("forged");
        assertThat(seen.getString("x-latchkey-email")).isEqualTo("liar@example.test");
    }

    @Test
    void a_script_gets_401_and_a_form_leads_home() {
        assertThat(browser()
                        .with("sec-fetch-mode", "cors")
                        .get("/home/photos.json")
                        .status())
                .isEqualTo(401);
        assertThat(page().post("/home/save", "a", "b").location()).isEqualTo("/login?next=%2Fhome%2F");
    }

    @Test
    void signing_out_shuts_the_door() {
        world().account("au", "out@example.test");
        Browser browser = page();
        browser.post("/login", "email", "out@example.test", "password", PASSWORD);
        assertThat(browser.get("/home/").status()).isEqualTo(200);
        assertThat(browser.post("/logout").location()).isEqualTo("/login?signed-out");
        assertThat(browser.get("/home/").status()).isEqualTo(303);
    }

    @Test
    void an_idle_session_leads_two_tabs_to_login_once_each_and_back() {
        proxied.orElseThrow().leadsTwoTabsBack("idle@example.test");
    }

    @Test
    void no_token_of_a_link_is_logged_as_a_path_or_as_a_referer() throws Exception {
        String token = "tOkEnThatNobodyMayRead0123456789";
        assertThat(page().get("/invitation/" + token).status()).isEqualTo(410);
        assertThat(page().get("/confirm-address/" + token).status()).isEqualTo(410);
        assertThat(page().with("referer", "http://au.localhost/invitation/" + token)
                        .get("/login")
                        .status())
                .isEqualTo(200);
        eventually(
                () -> read("latchkey.log"),
                log -> assertThat(log).contains("/invitation/-", "/confirm-address/-", "/login"));
        assertThat(read("latchkey.log") + read("latchkey-error.log") + read("error.log"))
                .doesNotContain(token);
    }

    private static String read(String log) throws IOException {
        Path file = folder.resolve(log);
        return Files.exists(file) ? Files.readString(file) : "";
    }

    @Test
    void the_locations_between_are_nobody_s_to_ask() {
        assertThat(page().get("/latchkey-check").status()).isEqualTo(404);
        assertThat(page().get("/latchkey-login").status()).isEqualTo(404);
    }

    private static String settings(int port, int latchkey, int home) throws IOException {
        String example = Files.readString(EXAMPLES.resolve("nginx-home.conf"))
                .replace("listen 443 ssl;", "listen 127.0.0.1:" + port + ";")
                .replace("/var/log/nginx", folder.toString())
                .replaceAll("(?m)^ *(?:ssl_certificate|http2).*$", "")
                .replace("portal.au.example", "au.localhost")
                .replace("127.0.0.1:3000", "127.0.0.1:" + home)
                .replace(
                        "/etc/nginx/latchkey-proxy.conf",
                        EXAMPLES.resolve("latchkey-proxy.conf")
                                .toAbsolutePath()
                                .normalize()
                                .toString());
        String temporary = Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                .map(kind -> kind + "_temp_path " + folder.resolve(kind) + ";\n")
                .reduce("", String::concat);
        return """
            daemon off;
            master_process off;
            pid %1$s/nginx.pid;
            error_log %1$s/error.log;
            events {}
            http {
            %2$s
            %5$s
            upstream latchkey_portal { server 127.0.0.1:%3$d; }
            %4$s
            }
            """.formatted(folder, temporary, latchkey, example, logFormat());
    }

    /** What nginx.conf, which this example goes with, says before its first server. */
    private static String logFormat() throws IOException {
        String whole = Files.readString(EXAMPLES.resolve("nginx.conf"));
        return whole.substring(0, whole.indexOf("upstream "));
    }

    private static World world() {
        return proxied.orElseThrow().world();
    }

    private static Browser browser() {
        return proxied.orElseThrow().browser();
    }

    private static Browser page() {
        return proxied.orElseThrow().page();
    }
}
