package latchkey.openid;

import static latchkey.openid.Provider.CALLBACK;
import static latchkey.openid.Provider.authorize;
import static latchkey.openid.Provider.codeGrant;
import static latchkey.testing.World.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import latchkey.testing.Browser;
import latchkey.testing.Browser.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The attacks that RFC 9700, 4 describes, as far as no other test of this package tries them. */
class AttackTest {

    private static final Provider PROVIDER = Provider.start();

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    /** 4.4: an application that talks to two regions tells their answers apart, errors too. */
    @Test
    void every_answer_to_an_application_says_whose_it_is() {
        Browser browser = PROVIDER.signedIn("mix-up@example.test");
        for (String request : List.of(authorize(), authorize("prompt", "login none"), authorize("scope", "profile"))) {
            assertThat(Provider.answered(browser.get(request))).containsEntry("iss", PROVIDER.issuer());
        }
        assertThat(PROVIDER.browser()
                        .get("/.well-known/openid-configuration")
                        .json()
                        .getBoolean("authorization_response_iss_parameter_supported"))
                .isTrue();
    }

    /** 4.5. */
    @Test
    void a_code_of_one_region_is_none_of_another() {
        String code = PROVIDER.code(PROVIDER.signedIn("region@example.test"));
        assertThat(PROVIDER.asHomeAt("nz.localhost", "/oauth/token", codeGrant(code))
                        .json()
                        .getString("error"))
                .isEqualTo("invalid_grant");
        assertThat(PROVIDER.redeem(code).status())
                .as("and it is as good as before")
                .isEqualTo(200);
    }

    /** 4.8: who saw the request can't answer with what it said, as the method plain would have it. */
    @Test
    void the_challenge_is_no_verifier() {
        String code = PROVIDER.code(PROVIDER.signedIn("plain@example.test"));
        isRefused(PROVIDER.redeem(code, "code_verifier", Provider.challenge()), "invalid_grant");
        isRefused(PROVIDER.redeem(code), "invalid_grant");
    }

    /** RFC 6749, 10.4: what belongs to one application or serves one purpose is nothing anywhere else. */
    @Test
    void a_token_is_of_one_application_and_one_kind() {
        Browser browser = PROVIDER.signedIn("kinds@example.test");
        String code = PROVIDER.code(browser);
        isRefused(PROVIDER.refresh(code), "invalid_grant");
        JsonObject tokens = PROVIDER.redeem(code).json();
        String refresh = tokens.getString("refresh_token");
        isRefused(PROVIDER.redeem(refresh), "invalid_grant");
        isRefused(PROVIDER.refresh(tokens.getString("access_token")), "invalid_grant");
        isRefused(
                PROVIDER.asAnybody(
                        "/oauth/token",
                        Map.of("grant_type", "refresh_token", "refresh_token", refresh, "client_id", "phone")),
                "invalid_grant");
        assertThat(PROVIDER.userInfo(refresh).status()).isEqualTo(401);
        assertThat(PROVIDER.userInfo(tokens.getString("id_token")).status()).isEqualTo(401);
        assertThat(PROVIDER.refresh(refresh).status())
                .as("nothing of this ended it")
                .isEqualTo(200);
    }

    /** 4.3.2: addresses are logged. */
    @Test
    void a_token_in_an_address_counts_for_nothing() {
        String token = PROVIDER.redeem(PROVIDER.code(PROVIDER.signedIn("address@example.test")))
                .json()
                .getString("access_token");
        assertThat(PROVIDER.browser()
                        .get("/oauth/userinfo?access_token=" + token)
                        .status())
                .isEqualTo(401);
        String code = PROVIDER.code(PROVIDER.again("address@example.test"));
        isRefused(PROVIDER.asHome("/oauth/token?" + Provider.form(codeGrant(code)), Map.of()), "invalid_request");
    }

    /** 4.12: with 307 or 308 a browser would send the password on. */
    @Test
    void no_redirect_sends_a_form_on() {
        PROVIDER.world().account("au", "redirect@example.test");
        Browser browser = PROVIDER.browser();
        String query = authorize().replaceFirst(".*\\?", "");
        Answer asked = browser.raw("POST", "/oauth/authorize", "application/x-www-form-urlencoded", query);
        String next = Provider.answered(asked, "next");
        Answer signedIn = browser.post("/login", "email", "redirect@example.test", "password", PASSWORD, "next", next);
        Answer sentBack = browser.raw("POST", "/oauth/authorize", "application/x-www-form-urlencoded", query);
        Answer wrong = browser.get(authorize("response_type", "token"));
        Answer signedOut = browser.post("/logout");
        assertThat(List.of(asked, signedIn, sentBack, wrong, signedOut))
                .extracting(Answer::status)
                .containsOnly(303);
    }

    /** 4.16 and 4.2.4, and RFC 6749, 10.3: no page is framed or told of to others, and no answer is kept. */
    @Test
    void no_page_can_be_framed_or_tells_others_where_the_client_was() {
        Browser signedIn = PROVIDER.signedIn("frame@example.test");
        Browser stranger = PROVIDER.browser();
        List<Answer> pages = List.of(
                stranger.get(stranger.get(authorize()).location()),
                stranger.get(authorize("client_id", "nobody")),
                stranger.get(authorize("redirect_uri", "https://evil.example")),
                signedIn.get("/oauth/logout"),
                signedIn.get(authorize()));
        for (Answer page : pages) {
            assertThat(page.headers().get("content-security-policy")).contains("frame-ancestors 'none'");
            assertThat(page.headers().get("referrer-policy")).isEqualTo("same-origin");
            assertThat(page.headers().get("cache-control")).contains("no-store");
        }
    }

    /** Nimbus by itself drops what it can't decode, and the code would come without the state that guards it. */
    @ParameterizedTest
    @ValueSource(strings = {"%zz", "%", "%ff", "%ed%a0%80", "%00"})
    void a_form_that_is_no_text_is_refused_whole(String state) {
        Browser browser = PROVIDER.signedIn(UUID.randomUUID() + "@example.test");
        String form = authorize("state", "STATE").split("\\?", 2)[1].replace("STATE", state);
        Answer answer = browser.raw("POST", "/oauth/authorize", "application/x-www-form-urlencoded", form);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.location()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Basic", "Basic =", "x", "Bearer"})
    void a_header_that_names_nobody_is_nobodys(String header) {
        for (String path : List.of("/oauth/token", "/oauth/revoke", "/oauth/introspect")) {
            Answer answer = PROVIDER.browser()
                    .with("authorization", header)
                    .raw("POST", path, "application/x-www-form-urlencoded", "token=x");
            assertThat(answer.status()).as(path).isIn(400, 401);
        }
    }

    /** RFC 6749, 5.1: of a refusal too, which can be one of a code that is still good. */
    @Test
    void no_answer_to_an_application_is_kept() {
        String code = PROVIDER.code(PROVIDER.signedIn("cache@example.test"));
        Answer granted = PROVIDER.redeem(code);
        String access = granted.json().getString("access_token");
        for (Answer answer : List.of(
                granted,
                PROVIDER.redeem(code),
                PROVIDER.asAnybody("/oauth/token", Map.of("grant_type", "refresh_token")),
                PROVIDER.asHome("/oauth/introspect", Map.of("token", access)),
                PROVIDER.asHome("/oauth/revoke", Map.of("token", "unknown")),
                PROVIDER.userInfo(access))) {
            assertThat(answer.headers().get("cache-control")).contains("no-store");
        }
    }

    /** What a browser sends along by itself lets no page of somebody else act as the application. */
    @ParameterizedTest
    @CsvSource({"/oauth/token, 401", "/oauth/revoke, 401", "/oauth/introspect, 401", "/oauth/userinfo, 401"})
    void a_cookie_is_nothing_to_what_applications_ask(String path, int status) {
        Browser browser = PROVIDER.signedIn(path.hashCode() + ".cookie@example.test");
        var fields = new java.util.HashMap<>(codeGrant(PROVIDER.code(browser)));
        fields.put("token", "x");
        fields.put("client_id", "home");
        Answer answer = browser.with("origin", "https://evil.example")
                .raw("POST", path, "application/x-www-form-urlencoded", Provider.form(fields));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers().contains("access-control-allow-origin")).isFalse();
    }

    /** An application that asks without a page, and goes on asking, is told the same each time. */
    @Test
    void asking_without_a_page_leads_in_no_circle() {
        Browser browser = PROVIDER.browser();
        for (int i = 0; i < 3; i++) {
            Answer answer = browser.get(authorize("prompt", "none", "max_age", "0"));
            assertThat(answer.location()).startsWith(CALLBACK);
            assertThat(Provider.answered(answer)).containsEntry("error", "login_required");
        }
    }

    private static void isRefused(Answer answer, String error) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().getString("error")).isEqualTo(error);
    }
}
