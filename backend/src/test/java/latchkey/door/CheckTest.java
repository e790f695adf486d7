package latchkey.door;

import static latchkey.testing.World.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import latchkey.testing.Browser;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckTest {

    private static final World WORLD = World.start(Map.of(
            "regions.au.home", "/home",
            "regions.us.home", "https://home.example/",
            "trusted-proxies", "127.0.0.1"));

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void a_proxy_is_told_who_asks() {
        WORLD.account("au", "who@example.test");
        var answer = signedIn("au", "who@example.test").get("/session/check");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.bytes().length()).isZero();
        assertThat(answer.headers().get("cache-control")).contains("no-store");
        assertThat(UUID.fromString(answer.headers().get("x-latchkey-account")))
                .isEqualTo(WORLD.sql("select id from account where email = 'who@example.test'")
                        .iterator()
                        .next()
                        .getUUID(0));
        assertThat(answer.headers().get("x-latchkey-email")).isEqualTo("who@example.test");
        assertThat(answer.headers().get("x-latchkey-given-name")).isEqualTo("Robin");
        assertThat(answer.headers().get("x-latchkey-family-name")).isEqualTo("Sample");
        assertThat(answer.headers().get("x-latchkey-region")).isEqualTo("au");
        assertThat(answer.headers().get("x-latchkey-jobs")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Zoë, Zo%C3%AB", "百合, %E7%99%BE%E5%90%88", "100%, 100%25", "Anne Marie, Anne Marie", "O'Neil, O'Neil"})
    void a_name_that_is_not_ascii_arrives_escaped(String name, String header) {
        String email = UUID.randomUUID() + "@example.test";
        WORLD.account("au", email);
        WORLD.sql("update contact set given_name = $1 where email = $2", name, email);
        String sent = signedIn("au", email).get("/session/check").headers().get("x-latchkey-given-name");
        assertThat(sent).isEqualTo(header);
        assertThat(URLDecoder.decode(sent.replace("+", "%2B"), StandardCharsets.UTF_8))
                .isEqualTo(name);
    }

    @Test
    void who_is_not_signed_in_is_refused() {
        var answer = page("au").get("/session/check");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers().get("www-authenticate")).isNotBlank().doesNotContain("Basic");
        assertThat(answer.headers().names())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("x-latchkey"));
    }

    @Test
    void a_session_of_another_region_is_none_here() {
        WORLD.account("au", "there@example.test");
        String cookie = signedIn("au", "there@example.test").cookie("__Host-session");
        assertThat(WORLD.portal("nz")
                        .withCookie("__Host-session", cookie)
                        .get("/session/check")
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "x-forwarded-uri, /jobs/7?tab=photos&page=2, /jobs/7?tab=photos&page=2",
        "x-original-uri, /jobs/7, /jobs/7",
        "x-forwarded-uri, //evil.example, /home",
        "x-forwarded-uri, https://evil.example/, /home",
        "x-original-uri, /\\evil.example, /home",
        "x-unknown, /jobs/7, /home"
    })
    void a_page_without_a_session_is_sent_to_login_and_back(String header, String uri, String next) {
        var answer = page("au").with(header, uri).get("/session/check?redirect");
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).startsWith("/login?next=");
        assertThat(next(answer.location())).isEqualTo(next);
    }

    @Test
    void where_home_is_elsewhere_login_leads_there_by_itself() {
        assertThat(page("us").get("/session/check?redirect").location()).isEqualTo("/login");
        WORLD.account("us", "elsewhere@example.test");
        var answer = WORLD.portal("us").post("/login", "email", "elsewhere@example.test", "password", PASSWORD);
        assertThat(answer.location()).isEqualTo("https://home.example/");
        assertThat(answer.headers().get("content-security-policy")).endsWith("form-action 'self' https://home.example");
    }

    @Test
    void a_form_that_was_sent_leads_home_afterwards() {
        var answer = page("au")
                .with("x-forwarded-uri", "/jobs/7/save")
                .with("x-forwarded-method", "POST")
                .get("/session/check?redirect");
        assertThat(next(answer.location())).isEqualTo("/home");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/login?next=%2Fhome", "/session/check?redirect", "/logout"})
    void a_proxy_that_guards_the_login_page_too_is_not_sent_in_a_circle(String uri) {
        assertThat(page("au")
                        .with("x-forwarded-uri", uri)
                        .get("/session/check?redirect")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void scripts_sockets_and_pictures_get_no_login_page() {
        var others = List.of(
                Map.of("sec-fetch-mode", "cors", "sec-fetch-dest", "empty", "accept", "text/html"),
                Map.of("sec-fetch-mode", "no-cors", "sec-fetch-dest", "image"),
                Map.of("sec-fetch-mode", "websocket", "sec-fetch-dest", "websocket"),
                Map.of("sec-fetch-mode", "navigate", "sec-fetch-dest", "iframe"),
                Map.of("accept", "text/html", "x-requested-with", "XMLHttpRequest"),
                Map.of("accept", "*/*"),
                Map.<String, String>of());
        for (var headers : others) {
            Browser browser = WORLD.portal("au").with("x-forwarded-uri", "/jobs/7");
            headers.forEach(browser::with);
            assertThat(browser.get("/session/check?redirect").status())
                    .as("%s", headers)
                    .isEqualTo(401);
        }
    }

    @Test
    void an_older_browser_is_known_by_what_it_takes() {
        assertThat(WORLD.portal("au")
                        .with("accept", "text/html,*/*;q=0.8")
                        .with("x-forwarded-uri", "/jobs/7")
                        .get("/session/check?redirect")
                        .status())
                .isEqualTo(303);
    }

    /** Both must see the same, or a browser goes round between them. */
    @Test
    void an_idle_session_is_over_for_the_check_and_for_the_login_page() {
        WORLD.account("au", "idle@example.test");
        Browser tab = signedIn("au", "idle@example.test");
        WORLD.sql("update session set last_seen_at = now() - interval '13 hours'"
                + " where subject = (select id from account where email = 'idle@example.test')");
        Browser other = navigating(WORLD.portal("au").withCookie("__Host-session", tab.cookie("__Host-session")));
        String login = other.with("x-forwarded-uri", "/jobs/7")
                .get("/session/check?redirect")
                .location();
        assertThat(login).isEqualTo("/login?next=%2Fjobs%2F7&ended=idle");
        assertThat(tab.get(login).body()).contains("You were signed out because you hadn’t been here for a while.");
        var again = tab.post("/login", "email", "idle@example.test", "password", PASSWORD, "next", "/jobs/7");
        assertThat(again.location()).isEqualTo("/jobs/7");
        assertThat(tab.get("/session/check").status()).isEqualTo(200);
        assertThat(tab.get("/login?next=%2Fjobs%2F8").location()).isEqualTo("/jobs/8");
    }

    @Test
    void a_check_writes_nothing() {
        WORLD.account("au", "unwritten@example.test");
        Browser browser = signedIn("au", "unwritten@example.test");
        String versions = "select xmin::text || ctid::text from session"
                + " where subject = (select id from account where email = 'unwritten@example.test')";
        var before = WORLD.sql(versions).iterator().next().getString(0);
        assertThat(browser.get("/session/check").status()).isEqualTo(200);
        assertThat(WORLD.sql(versions).iterator().next().getString(0)).isEqualTo(before);
    }

    @Test
    void a_trusted_proxy_may_ask_under_its_own_name_for_the_check_alone() {
        WORLD.account("au", "traefik@example.test");
        String cookie = signedIn("au", "traefik@example.test").cookie("__Host-session");
        Browser proxy = WORLD.at("latchkey.internal")
                .with("x-forwarded-host", "au.localhost:8080")
                .withCookie("__Host-session", cookie);
        assertThat(proxy.get("/session/check").status()).isEqualTo(200);
        assertThat(proxy.get("/account").status()).isEqualTo(404);
    }

    @Test
    void of_many_forwarded_hosts_the_nearest_proxys_counts() {
        WORLD.account("nz", "appended@example.test");
        String cookie = signedIn("nz", "appended@example.test").cookie("__Host-session");
        Browser asked = WORLD.at("latchkey.internal").withCookie("__Host-session", cookie);
        assertThat(asked.with("x-forwarded-host", "nz.localhost, au.localhost")
                        .get("/session/check")
                        .status())
                .isEqualTo(401);
        assertThat(asked.with("x-forwarded-host", "au.localhost, nz.localhost")
                        .get("/session/check")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void nobody_else_chooses_a_host() {
        World strict = World.start();
        try {
            assertThat(strict.at("latchkey.internal")
                            .with("x-forwarded-host", "au.localhost")
                            .get("/session/check")
                            .status())
                    .isEqualTo(404);
        } finally {
            strict.close();
        }
    }

    @Test
    void signed_in_clients_are_led_home() {
        WORLD.account("au", "home@example.test");
        Browser browser = WORLD.portal("au");
        assertThat(browser.post("/login", "email", "home@example.test", "password", PASSWORD)
                        .location())
                .isEqualTo("/home");
        assertThat(browser.get("/login").location()).isEqualTo("/home");
        assertThat(browser.get("/").location()).isEqualTo("/home");
        assertThat(browser.get("/account").body()).contains("href=\"/home\"");
    }

    @Test
    void an_accepted_invitation_leads_home() {
        String path = "/invitation/" + WORLD.invitation("au", "invited@example.test");
        assertThat(WORLD.portal("au").post(path, "password", PASSWORD).location())
                .isEqualTo("/home");
    }

    @Test
    void a_home_on_the_front_page_is_no_circle() {
        World front = World.start(Map.of("regions.au.home", "/"));
        try {
            front.account("au", "front@example.test");
            Browser browser = front.portal("au");
            assertThat(browser.post("/login", "email", "front@example.test", "password", PASSWORD)
                            .location())
                    .isEqualTo("/");
            assertThat(browser.get("/").location()).isEqualTo("/account");
        } finally {
            front.close();
        }
    }

    private static String next(String location) {
        return URLDecoder.decode(location.substring("/login?next=".length()), StandardCharsets.UTF_8);
    }

    private static Browser page(String region) {
        return navigating(WORLD.portal(region));
    }

    private static Browser navigating(Browser browser) {
        return browser.with("sec-fetch-mode", "navigate").with("sec-fetch-dest", "document");
    }

    private static Browser signedIn(String region, String email) {
        Browser browser = WORLD.portal(region);
        assertThat(browser.post("/login", "email", email, "password", PASSWORD).status())
                .isEqualTo(303);
        return browser;
    }
}
