package latchkey.door;

import static latchkey.testing.World.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import latchkey.testing.Browser;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example {@code config/proxy/Caddyfile} as it is, but for names and ports. */
class CaddyTest {

    private static final Path PROGRAM = Path.of("/usr/bin/caddy");

    /** Nothing outside the test's folder, and no certificates. */
    private static final String ALONE = """
        {
        \tadmin off
        \tauto_https off
        \tdefault_bind 127.0.0.1
        }
        """;

    @TempDir
    private static Path folder;

    private static Optional<Proxied> proxied = Optional.empty();

    @BeforeAll
    static void start() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(PROGRAM), "Caddy is not installed");
        proxied = Optional.of(Proxied.start(folder.resolve("output.log"), CaddyTest::program));
    }

    @AfterAll
    static void stop() {
        proxied.ifPresent(Proxied::close);
    }

    @Test
    void a_page_leads_to_login_and_back_with_all_of_its_address() {
        world().account("au", "way@example.test");
        Browser browser = page();
        String login = browser.get("/home/jobs/7?tab=photos&page=2").location();
        assertThat(login).isEqualTo("/login?next=%2Fhome%2Fjobs%2F7%3Ftab%3Dphotos%26page%3D2");
        String next = "/home/jobs/7?tab=photos&page=2";
        assertThat(browser.post("/login", "email", "way@example.test", "password", PASSWORD, "next", next)
                        .location())
                .isEqualTo(next);
        assertThat(browser.get(next).json().getMap())
                .containsEntry("uri", next)
                .containsEntry("x-latchkey-email", "way@example.test")
                .containsEntry("x-latchkey-region", "au");
        assertThat(browser.post("/logout").location()).isEqualTo("/login?signed-out");
        assertThat(browser.get(next).status()).isEqualTo(303);
    }

    @Test
    void what_a_client_says_it_is_never_arrives() {
        world().account("au", "liar@example.test");
        Browser browser = page();
        browser.post("/login", "email", "liar@example.test", "password", PASSWORD);
        for (String name : List.of("Account", "Email", "Given-Name", "Family-Name", "Region", "Jobs")) {
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
    void an_idle_session_leads_two_tabs_to_login_once_each_and_back() {
        proxied.orElseThrow().leadsTwoTabsBack("idle@example.test");
    }

    private static ProcessBuilder program(int port, int portal, int home) throws IOException {
        String example = Files.readString(Path.of("../config/proxy/Caddyfile"))
                .replace("portal.au.example", "http://au.localhost:" + port)
                .replace(":8080", ":" + portal)
                .replace(":3000", ":" + home);
        Path settings = Files.writeString(folder.resolve("Caddyfile"), ALONE + example);
        var program = new ProcessBuilder(
                PROGRAM.toString(), "run", "--config", settings.toString(), "--adapter", "caddyfile");
        program.environment().put("HOME", folder.toString());
        program.environment().put("XDG_DATA_HOME", folder.toString());
        return program;
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
