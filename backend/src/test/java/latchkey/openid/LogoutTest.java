package latchkey.openid;

import static latchkey.openid.Provider.LOGGED_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import latchkey.testing.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogoutTest {

    private static final Provider PROVIDER = Provider.start();

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    @Test
    void an_application_signs_the_client_out_and_gets_the_browser_back() {
        Browser browser = PROVIDER.signedIn("out@example.test");
        JsonObject tokens = PROVIDER.redeem(PROVIDER.code(browser)).json();
        var answer = browser.get(logout(tokens.getString("id_token"), LOGGED_OUT) + "&state=a%20b");
        assertThat(answer.location()).isEqualTo(LOGGED_OUT + "?state=a+b");
        assertThat(browser.cookie("__Host-session")).isEmpty();
        assertThat(browser.get("/account").status()).isEqualTo(303);
        assertThat(PROVIDER.userInfo(tokens.getString("access_token")).status()).isEqualTo(401);
    }

    @Test
    void the_client_s_list_of_sessions_names_the_applications() {
        Browser browser = PROVIDER.signedIn("list@example.test");
        String unused = PROVIDER.code(browser);
        assertThat(unused).isNotBlank();
        assertThat(browser.get("/account").body()).doesNotContain("Also signed in to");
        assertThat(PROVIDER.redeem(PROVIDER.code(browser)).status()).isEqualTo(200);
        assertThat(browser.get("/account").body()).contains("Also signed in to My Home");
    }

    @Test
    void it_may_ask_by_post_from_its_own_page_where_no_cookie_comes_along() {
        Browser browser = PROVIDER.signedIn("post@example.test");
        JsonObject tokens = PROVIDER.redeem(PROVIDER.code(browser)).json();
        var answer = PROVIDER.browser()
                .with("sec-fetch-site", "cross-site")
                .post("/oauth/logout", "id_token_hint", tokens.getString("id_token"));
        assertThat(answer.location()).isEqualTo("/login?signed-out");
        assertThat(browser.get("/account").status()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "https://home.example/bye/", "//evil.example"})
    void nobody_is_sent_to_an_address_that_is_not_known(String url) {
        Browser browser = PROVIDER.signedIn(url.hashCode() + ".bye@example.test");
        String idToken = PROVIDER.redeem(PROVIDER.code(browser)).json().getString("id_token");
        assertThat(browser.get(logout(idToken, url)).location()).isEqualTo("/login?signed-out");
    }

    /** Another site's page could send a browser here. */
    @Test
    void without_an_id_token_of_ours_the_client_is_asked() {
        Browser browser = PROVIDER.signedIn("asked@example.test");
        String idToken = PROVIDER.redeem(PROVIDER.code(browser)).json().getString("id_token");
        for (String hint :
                new String[] {"", "x", "e30.e30.", idToken.substring(0, idToken.length() - 8) + "AAAAAAAA"}) {
            var answer = browser.get(logout(hint, LOGGED_OUT));
            assertThat(answer.status()).as(hint).isEqualTo(200);
            assertThat(answer.body()).contains("Sign out?", "action=\"/logout\"");
        }
        assertThat(browser.get("/account").status()).isEqualTo(200);
        assertThat(PROVIDER.browser().get("/oauth/logout").location()).isEqualTo("/login?signed-out");
    }

    @Test
    void nobody_signs_somebody_else_s_browser_out() {
        Browser own = PROVIDER.signedIn("attacker@example.test");
        String hint = PROVIDER.redeem(PROVIDER.code(own)).json().getString("id_token");
        Browser victim = PROVIDER.signedIn("victim@example.test");
        assertThat(victim.get(logout(hint, LOGGED_OUT)).status())
                .as("the client is asked")
                .isEqualTo(200);
        assertThat(victim.cookie("__Host-session")).isNotEmpty();
        assertThat(victim.get("/account").status()).isEqualTo(200);

        var unseen = PROVIDER.browser().get(logout(hint, LOGGED_OUT));
        assertThat(unseen.headers().get("set-cookie"))
                .as("a cookie that didn't come along stays")
                .isNull();
    }

    @Test
    void an_access_token_is_no_id_token() {
        Browser browser = PROVIDER.signedIn("bearer@example.test");
        JsonObject tokens = PROVIDER.redeem(PROVIDER.code(browser)).json();
        assertThat(browser.get(logout(tokens.getString("access_token"), LOGGED_OUT))
                        .status())
                .isEqualTo(200);
        assertThat(browser.get("/account").status()).isEqualTo(200);
    }

    @Test
    void a_parameter_that_is_given_twice_is_refused() {
        assertThat(PROVIDER.browser().get("/oauth/logout?state=1&state=2").status())
                .isEqualTo(400);
    }

    private static String logout(String idToken, String url) {
        return "/oauth/logout?" + Provider.form(Map.of("id_token_hint", idToken, "post_logout_redirect_uri", url));
    }
}
