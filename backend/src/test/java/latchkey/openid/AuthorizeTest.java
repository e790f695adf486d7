package latchkey.openid;

import static latchkey.openid.Provider.CALLBACK;
import static latchkey.openid.Provider.answered;
import static latchkey.openid.Provider.authorize;
import static latchkey.testing.World.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import latchkey.testing.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizeTest {

    private static final Provider PROVIDER = Provider.start();

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    @Test
    void who_is_signed_in_is_sent_back_at_once() {
        Browser browser = PROVIDER.signedIn("once@example.test");
        var answer = browser.get(authorize());
        assertThat(answer.location()).startsWith(CALLBACK + "?");
        assertThat(answered(answer))
                .containsOnlyKeys("code", "state", "iss")
                .containsEntry("state", "af0ifjsldkj")
                .containsEntry("iss", PROVIDER.issuer());
        assertThat(answer.headers().get("cache-control")).contains("no-store");
    }

    @Test
    void a_request_may_come_by_post_from_the_application_s_page() {
        var query = authorize().replaceFirst(".*\\?", "");
        var answer = PROVIDER.browser()
                .with("sec-fetch-site", "cross-site")
                .with("origin", "https://home.example")
                .raw("POST", "/oauth/authorize", "application/x-www-form-urlencoded", query);
        assertThat(answer.location()).startsWith("/login?again&next=%2Foauth%2Fauthorize%3F");
    }

    @Test
    void an_address_with_a_query_keeps_it() {
        Browser browser = PROVIDER.signedIn("query@example.test");
        assertThat(browser.get(authorize("redirect_uri", "http://localhost:9/callback?kind=test"))
                        .location())
                .startsWith("http://localhost:9/callback?kind=test&");
        assertThat(browser.get(authorize("client_id", "phone", "redirect_uri", "com.example.home:/callback"))
                        .location())
                .startsWith("com.example.home:/callback?");
    }

    /** RFC 9700, 2.1 and 4.1: compared as it is written, and nobody is sent to an address that isn't known. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://evil.example/callback",
                "https://home.example/callback/",
                "https://home.example/callback?x=1",
                "https://home.example/callback/../evil",
                "https://home.example:443/callback",
                "https://HOME.example/callback",
                "https://home.example@evil.example/callback",
                "https://home.example.evil.example/callback",
                "https://home.example\\@evil.example/callback",
                "https://home.example./callback",
                "https://home.example/callback%2f..%2fevil",
                "https://home.example/callback;evil",
                "https://home.example/%63allback",
                "https://home.example/callback ",
                "https://home.ex\u0430mple/callback",
                "//home.example/callback",
                "http://home.example/callback",
                "https://home.example/callback#fragment",
                "com.example.home:/callback",
                "javascript:alert(1)"
            })
    void any_other_address_is_answered_on_a_page_of_ours(String address) {
        var answer = PROVIDER.signedIn(address.hashCode() + "@example.test").get(authorize("redirect_uri", address));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers().contains("location")).isFalse();
        assertThat(answer.body()).contains("redirect_uri isn’t one of the application’s redirect-urls");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nobody", "far", "HOME", "home "})
    void an_unknown_application_is_answered_on_a_page_of_ours(String client) {
        var answer = PROVIDER.browser().get(authorize("client_id", client));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("client_id names no application of this region");
    }

    @Test
    void a_parameter_twice_is_answered_on_a_page_of_ours() {
        var answer = PROVIDER.browser().get(authorize() + "&redirect_uri=https%3A%2F%2Fevil.example");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("a parameter of the request is given twice");
    }

    @ParameterizedTest
    @CsvSource({
        "response_type, '', invalid_request",
        "response_type, token, unsupported_response_type",
        "response_type, id_token, unsupported_response_type",
        "response_type, code id_token, unsupported_response_type",
        "response_mode, fragment, invalid_request",
        "response_mode, form_post, invalid_request",
        "scope, profile, invalid_request",
        "scope, '', invalid_request",
        "code_challenge, '', invalid_request",
        "code_challenge, x, invalid_request",
        "code_challenge_method, plain, invalid_request",
        "code_challenge_method, '', invalid_request",
        "prompt, none login, invalid_request",
        "max_age, -5, invalid_request",
        "nonce, 'a\tb', invalid_request",
        "login_hint, 'a\u0001b', invalid_request",
        "display, \u00e9\u2028, invalid_request",
        "id_token_hint, e30.e30.e30, invalid_request",
        "request, e30.e30., request_not_supported",
        "request_uri, https://home.example/request, request_uri_not_supported"
    })
    void a_wrong_request_is_told_to_the_application(String name, String value, String error) {
        var answer =
                PROVIDER.signedIn((name + value).hashCode() + "@example.test").get(authorize(name, value));
        assertThat(answer.location()).startsWith(CALLBACK + "?");
        assertThat(answered(answer))
                .containsEntry("error", error)
                .containsEntry("state", "af0ifjsldkj")
                .containsEntry("iss", PROVIDER.issuer())
                .doesNotContainKey("code");
    }

    @Test
    void who_may_see_no_page_is_told_that_a_sign_in_is_needed() {
        assertThat(answered(PROVIDER.browser().get(authorize("prompt", "none"))))
                .containsEntry("error", "login_required");
        Browser browser = PROVIDER.signedIn("silent@example.test");
        assertThat(answered(browser.get(authorize("prompt", "none")))).containsKey("code");
        assertThat(answered(browser.get(authorize("prompt", "none", "max_age", "0"))))
                .containsEntry("error", "login_required");
    }

    @ParameterizedTest
    @CsvSource({"prompt, login", "prompt, select_account", "max_age, 0"})
    void a_new_sign_in_is_asked_for_once_and_shows_in_the_token(String name, String value) {
        String email = value + ".again@example.test";
        Browser browser = PROVIDER.signedIn(email);
        PROVIDER.world()
                .sql(
                        "update session set created_at = now() - interval '1 hour'"
                                + " where subject = (select id from account where email = $1)",
                        email);
        var login = browser.get(authorize(name, value, "login_hint", email));
        assertThat(login.location()).startsWith("/login?again&next=");
        var page = browser.get(login.location());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("value=\"" + email + "\"");
        String next = answered(login, "next");
        assertThat(next).doesNotContain("prompt", "max_age");
        browser.post("/login", "email", email, "password", PASSWORD, "next", next);
        String code = answered(browser.get(next), "code");
        var claims = Provider.claims(PROVIDER.redeem(code).json().getString("id_token"));
        assertThat(claims.getLong("auth_time")).isGreaterThan(claims.getLong("iat") - 60);
    }

    /** Core, 3.1.2.1. */
    @Test
    void an_application_that_names_its_client_gets_that_one_or_nobody() {
        Browser browser = PROVIDER.signedIn("named@example.test");
        String hint = PROVIDER.redeem(PROVIDER.code(browser)).json().getString("id_token");
        String request = authorize("id_token_hint", hint);
        assertThat(answered(browser.get(request))).containsKey("code");
        assertThat(answered(browser.get(authorize("id_token_hint", hint, "prompt", "none"))))
                .containsKey("code");
        assertThat(answered(PROVIDER.signedIn("unnamed@example.test").get(request)))
                .containsEntry("error", "login_required")
                .doesNotContainKey("code");
        assertThat(answered(browser.get(authorize(
                        "id_token_hint", hint, "client_id", "phone", "redirect_uri", "com.example.home:/callback"))))
                .as("a token of another application")
                .containsEntry("error", "invalid_request");

        Browser stranger = PROVIDER.browser();
        var login = stranger.get(request);
        assertThat(login.location()).startsWith("/login?again&next=");
        String next = answered(login, "next");
        stranger.post("/login", "email", "unnamed@example.test", "password", PASSWORD, "next", next);
        assertThat(answered(stranger.get(next))).containsEntry("error", "login_required");
    }

    /** RFC 6749, A.5: what a state is made of. */
    @Test
    void a_state_with_a_control_character_is_told_as_that() {
        assertThat(answered(PROVIDER.browser().get(authorize("state", "a\nb"))))
                .containsEntry("error", "invalid_request")
                .extracting("error_description")
                .asString()
                .contains("control character");
    }

    /** Core, 3.1.2.1: no error results from a language that isn't spoken. */
    @Test
    void a_language_that_is_asked_for_is_no_error() {
        assertThat(answered(PROVIDER.signedIn("language@example.test").get(authorize("ui_locales", "fr-CA fr en"))))
                .containsKey("code");
        assertThat(answered(PROVIDER.again("language@example.test").get(authorize("ui_locales", "!\u00e9"))))
                .containsKey("code");
        assertThat(PROVIDER.browser()
                        .get("/.well-known/openid-configuration")
                        .json()
                        .getJsonArray("ui_locales_supported"))
                .containsExactly("en-AU");
    }

    @Test
    void a_sign_in_that_is_recent_enough_is_good_enough() {
        Browser browser = PROVIDER.signedIn("recent@example.test");
        assertThat(answered(browser.get(authorize("max_age", "600")))).containsKey("code");
        PROVIDER.world()
                .sql("update session set created_at = now() - interval '11 minutes'"
                        + " where subject = (select id from account where email = 'recent@example.test')");
        assertThat(browser.get(authorize("max_age", "600")).location()).startsWith("/login?again");
        assertThat(answered(browser.get(authorize()))).containsKey("code");
    }

    @Test
    void looking_at_the_address_gives_no_code() {
        Browser browser = PROVIDER.signedIn("head@example.test");
        long before = PROVIDER.world().count("app_grant");
        assertThat(browser.send("HEAD", authorize()).status()).isIn(404, 405);
        assertThat(PROVIDER.world().count("app_grant")).isEqualTo(before);
    }

    @Test
    void the_login_page_may_lead_to_the_applications() {
        assertThat(PROVIDER.browser().get("/login").headers().get("content-security-policy"))
                .contains("form-action 'self'", " https://home.example", " com.example.home:");
    }

    @Test
    void discovery_names_what_is_there() {
        var configuration =
                PROVIDER.browser().get("/.well-known/openid-configuration").json();
        assertThat(configuration.getString("issuer")).isEqualTo(PROVIDER.issuer());
        for (String endpoint : List.of("authorization", "token", "userinfo", "revocation", "introspection")) {
            assertThat(configuration.getString(endpoint + "_endpoint")).startsWith(PROVIDER.issuer() + "/oauth/");
        }
        String keys =
                configuration.getString("jwks_uri").substring(PROVIDER.issuer().length());
        assertThat(PROVIDER.browser().get(keys).json().getJsonArray("keys")).isNotEmpty();
    }
}
