package latchkey;

import static latchkey.testing.World.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import latchkey.testing.Browser;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PortalTest {

    private static final World WORLD = World.start(Map.of(
            "regions.fj.name", "Fiji",
            "regions.fj.url", "https://portal.fj.example",
            "regions.fj.locale", "en-FJ",
            "regions.fj.zone", "Pacific/Fiji",
            "regions.fj.sender", "portal@fj.example",
            "regions.fj.support", "help@fj.example"));

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void the_front_page_leads_to_login_and_login_to_forgot_password() {
        Browser browser = WORLD.portal("au");
        assertThat(browser.get("/").body()).contains("href=\"/login\"", ">Login<", "lang=\"en-AU\"");
        String login = browser.get("/login").body();
        assertThat(login).contains("Forgot Password?", "autocomplete=\"username", "autocomplete=\"current-password");
        assertThat(login.indexOf("/forgot-password")).isGreaterThan(login.indexOf("name=\"password\""));
        assertThat(browser.get("/forgot-password").body()).contains("Reset Password");
    }

    @Test
    void who_is_signed_in_is_led_to_the_account() {
        WORLD.account("us", "led@example.test");
        Browser browser = WORLD.portal("us");
        browser.post("/login", "email", "led@example.test", "password", PASSWORD);
        assertThat(browser.get("/").location()).isEqualTo("/account");
        assertThat(browser.get("/login").location()).isEqualTo("/account");
        assertThat(browser.get("/login?next=/account/password").location()).isEqualTo("/account/password");
        browser.post("/logout");
        assertThat(browser.get("/").status()).isEqualTo(200);
        assertThat(browser.get("/login").status()).isEqualTo(200);
    }

    @Test
    void a_fourth_region_is_nothing_but_configuration() {
        assertThat(WORLD.at("portal.fj.example").get("/").body()).contains("Fiji");
        String path = "/invitation/" + WORLD.invitation("fj", "fijian@example.test");
        assertThat(WORLD.at("portal.fj.example")
                        .post(path, "password", PASSWORD)
                        .status())
                .isEqualTo(303);
    }

    @Test
    void any_other_host_gets_the_regions_and_nothing_else() {
        Browser elsewhere = WORLD.at("localhost");
        assertThat(elsewhere.get("/").body()).contains("http://au.localhost:8080", "http://nz.localhost:8080");
        for (String path : List.of("/login", "/account", "/api/v1/account", "/.well-known/jwks.json")) {
            assertThat(elsewhere.get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(elsewhere
                        .post("/login", "email", "a@example.test", "password", PASSWORD)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void every_answer_carries_the_security_headers() {
        Browser browser = WORLD.portal("us");
        for (String path : List.of("/", "/login", "/nowhere", "/account", "/api/v1/account")) {
            var headers = browser.get(path).headers();
            assertThat(headers.get("content-security-policy"))
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(headers.get("referrer-policy")).isEqualTo("same-origin");
            assertThat(headers.get("x-content-type-options")).isEqualTo("nosniff");
            assertThat(headers.get("cache-control")).contains("no-store");
        }
    }

    @Test
    void cookies_are_bound_to_the_host_and_out_of_reach_of_scripts() {
        WORLD.account("us", "cookie@example.test");
        var answer = WORLD.portal("us").post("/login", "email", "cookie@example.test", "password", PASSWORD);
        assertThat(answer.headers().getAll("set-cookie"))
                .hasSize(2)
                .allSatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Host-")
                        .contains("Secure", "HTTPOnly", "SameSite=Lax", "Path=/")
                        .doesNotContain("Domain"));
    }

    @Test
    void another_sites_page_can_change_nothing() {
        var headers = Map.of("sec-fetch-site", "cross-site", "origin", "https://evil.example", "Origin", "null");
        headers.forEach((name, value) -> assertThat(WORLD.portal("au")
                        .with(name, value)
                        .post("/forgot-password", "email", "victim@example.test")
                        .status())
                .isEqualTo(403));
        assertThat(WORLD.count("event where details->>'email' = 'victim@example.test'"))
                .isZero();
        assertThat(WORLD.portal("au")
                        .with("origin", "http://au.localhost:" + WORLD.backend().portalPort())
                        .post("/forgot-password", "email", "nobody@example.test")
                        .status())
                .isEqualTo(303);
    }

    @Test
    void a_browser_without_fetch_metadata_is_known_by_its_origin() {
        for (String[] same : new String[][] {
            {"http://au.localhost", "au.localhost:80"},
            {"http://au.localhost:80", "AU.localhost"},
            {"https://au.localhost", "au.localhost:443"}
        }) {
            assertThat(WORLD.portal("au")
                            .with("origin", same[0])
                            .with("host", same[1])
                            .post("/forgot-password", "email", "same@example.test")
                            .status())
                    .as(String.join(" ", same))
                    .isEqualTo(303);
        }
        for (String other :
                List.of("http://au.localhost:8443", "https://au.localhost", "http://au.localhost.evil", "x")) {
            assertThat(WORLD.portal("au")
                            .with("origin", other)
                            .with("host", "au.localhost:80")
                            .post("/forgot-password", "email", "other@example.test")
                            .status())
                    .as(other)
                    .isEqualTo(403);
        }
        assertThat(WORLD.portal("au")
                        .with("origin", "null")
                        .post("/forgot-password", "email", "hidden@example.test")
                        .status())
                .isEqualTo(403);
        assertThat(WORLD.portal("au").get("/login").headers().get("referrer-policy"))
                .isEqualTo("same-origin");
    }

    @Test
    void browsers_stay_on_tls_once_a_region_has_it() {
        assertThat(WORLD.portal("au").get("/login").headers().get("strict-transport-security"))
                .isEqualTo("max-age=31536000");
        World plain = World.start();
        try {
            assertThat(plain.portal("au").get("/login").headers().contains("strict-transport-security"))
                    .isFalse();
        } finally {
            plain.close();
        }
    }

    @Test
    void our_own_form_is_taken_though_a_privacy_setting_hides_its_origin() {
        assertThat(WORLD.portal("au")
                        .with("sec-fetch-site", "same-origin")
                        .with("origin", "null")
                        .post("/forgot-password", "email", "hidden@example.test")
                        .status())
                .isEqualTo(303);
    }

    @Test
    void next_stays_on_the_host() {
        WORLD.account("nz", "next@example.test");
        assertThat(locationAfter("/account/password")).isEqualTo("/account/password");
        for (String elsewhere : List.of("//evil.example", "https://evil.example", "/\\evil.example", "/account/../x")) {
            assertThat(locationAfter(elsewhere)).isEqualTo("/account");
        }
    }

    @Test
    void who_is_not_signed_in_is_sent_to_login_and_back() {
        assertThat(WORLD.portal("nz").get("/account/password").location())
                .isEqualTo("/login?next=%2Faccount%2Fpassword");
        assertThat(WORLD.portal("nz").get("/.well-known/change-password").location())
                .isEqualTo("/account/password");
    }

    @Test
    void bad_input_is_refused_in_words_and_the_next_request_works() {
        Browser browser = WORLD.portal("au");
        assertThat(browser.raw("POST", "/login", "text/plain", "x").status()).isEqualTo(415);
        assertThat(browser.post("/login", "email", "a@example.test", "email", "b@example.test")
                        .status())
                .isEqualTo(400);
        assertThat(browser.post("/login", "email", "a\0b", "password", "x").status())
                .isEqualTo(400);
        assertThat(browser.post("/login", "email", "x".repeat(70_000)).status()).isIn(400, 413);
        assertThat(browser.raw("POST", "/login", "application/x-www-form-urlencoded", "email=%zz")
                        .status())
                .isEqualTo(400);
        assertThat(browser.send("PUT", "/login").status()).isEqualTo(405);
        assertThat(browser.get("/nowhere").status()).isEqualTo(404);
        assertThat(browser.get("/account/sessions/%00/end").status()).isIn(400, 404, 405);
        assertThat(browser.get("/login").status()).isEqualTo(200);
    }

    @Test
    void a_program_reads_problems() {
        Browser program = WORLD.portal("au");
        for (String body : List.of(
                "",
                "{",
                "[]",
                "{\"email\":[\"a@x.test\",\"b@y.test\"],\"password\":\"x\"}",
                "{\"email\":\"a@x.test\",\"email\":\"b@y.test\",\"password\":\"x\"}",
                "{\"email\":\"a@x.test\"}",
                "{\"email\":{},\"password\":\"x\"}",
                "{\"email\":\"\\u0000\",\"password\":\"x\"}",
                "{\"email\":\"\\ud800\",\"password\":\"x\"}",
                "[".repeat(10_000))) {
            var answer = program.raw("POST", "/api/v1/session", "application/json", body);
            assertThat(answer.status())
                    .as(body.substring(0, Math.min(60, body.length())))
                    .isEqualTo(400);
            assertThat(answer.headers().get("content-type")).isEqualTo("application/problem+json");
            assertThat(answer.json().getString("type")).startsWith("https://");
        }
        assertThat(program.raw("POST", "/api/v1/session", "text/plain", "{}").status())
                .isEqualTo(415);
        assertThat(program.raw("POST", "/api/v1/session", "application/json", "x".repeat(70_000))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void names_come_out_as_they_were_typed() {
        WORLD.account("au", "markup@example.test");
        WORLD.sql("update contact set given_name = '<script>alert(1)</script>', family_name = '{{7*7}}'"
                + " where email = 'markup@example.test'");
        Browser browser = WORLD.portal("au");
        browser.post("/login", "email", "markup@example.test", "password", PASSWORD);
        assertThat(browser.get("/account").body())
                .contains("&lt;script&gt;", "{{7*7}}")
                .doesNotContain("<script>alert");
    }

    /** Each was kept in series of its own: some thousand requests were the end of the process. */
    @Test
    void methods_that_somebody_invents_are_measured_as_one() {
        for (int i = 0; i < 20; i++) {
            assertThat(WORLD.portal("au").send("INVENTED" + i, "/login").status())
                    .isBetween(400, 499);
        }
        assertThat(WORLD.management().get("/metrics").body())
                .contains("method=\"other\"", "method=\"GET\"")
                .doesNotContain("INVENTED");
    }

    @Test
    void operators_see_health_and_metrics() {
        Browser operator = WORLD.management();
        assertThat(operator.get("/health/live").status()).isEqualTo(200);
        var ready = operator.get("/health/ready");
        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.json().getString("database")).isEqualTo("up");
        WORLD.portal("au").get("/login");
        assertThat(operator.get("/metrics").body()).contains("vertx_http_server_requests_total", "latchkey_password");
    }

    private static String locationAfter(String next) {
        return WORLD.portal("nz")
                .post("/login", "email", "next@example.test", "password", PASSWORD, "next", next)
                .location();
    }
}
