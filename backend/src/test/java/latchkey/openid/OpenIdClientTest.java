package latchkey.openid;

import static latchkey.openid.Provider.CALLBACK;
import static latchkey.openid.Provider.SECRET;
import static latchkey.openid.Provider.VERIFIER;
import static latchkey.testing.World.PASSWORD;
import static latchkey.testing.World.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2AuthorizationURL;
import io.vertx.ext.auth.oauth2.OAuth2FlowType;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import io.vertx.ext.auth.oauth2.Oauth2Credentials;
import io.vertx.ext.auth.oauth2.providers.OpenIDConnectAuth;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The whole way with a client that nobody here wrote: Vert.x Auth, which finds everything by discovery. */
class OpenIdClientTest {

    private static final Provider PROVIDER = Provider.start();

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    @Test
    void a_client_library_signs_a_client_in_reads_who_it_is_refreshes_and_signs_out() {
        OAuth2Auth auth = await(OpenIDConnectAuth.discover(
                PROVIDER.world().vertx(),
                new OAuth2Options().setClientId("home").setClientSecret(SECRET).setSite(PROVIDER.issuer())));
        PROVIDER.world().account("au", "library@example.test");
        var browser = PROVIDER.browser();

        URI authorize = URI.create(auth.authorizeURL(new OAuth2AuthorizationURL()
                .setRedirectUri(CALLBACK)
                .setScopes(List.of("openid", "profile", "email"))
                .setState("xyz")
                .setCodeChallenge(Provider.challenge())
                .setCodeChallengeMethod("S256")));
        var login = browser.get(authorize.getRawPath() + "?" + authorize.getRawQuery());
        assertThat(login.location()).startsWith("/login?");
        assertThat(browser.get(login.location()).status()).isEqualTo(200);
        String next = Provider.answered(login, "next");
        var back = browser.post("/login", "email", "library@example.test", "password", PASSWORD, "next", next);
        assertThat(back.status()).isEqualTo(303);
        assertThat(back.location()).isEqualTo(next);
        var answer = Provider.answered(browser.get(back.location()));
        assertThat(answer).containsEntry("state", "xyz").containsEntry("iss", PROVIDER.issuer());

        var user = await(auth.authenticate(new Oauth2Credentials()
                .setFlow(OAuth2FlowType.AUTH_CODE)
                .setCode(answer.get("code"))
                .setRedirectUri(CALLBACK)
                .setCodeVerifier(VERIFIER.getValue())));
        assertThat(user.principal().getString("id_token")).isNotBlank();
        var info = await(auth.userInfo(user));
        assertThat(info.getString("email")).isEqualTo("library@example.test");
        assertThat(info.getString("name")).isEqualTo("Robin Sample");

        var renewed = await(auth.refresh(user));
        assertThat(renewed.principal().getString("refresh_token"))
                .isNotEqualTo(user.principal().getString("refresh_token"));
        assertThat(await(auth.userInfo(renewed)).getString("sub")).isEqualTo(info.getString("sub"));

        await(auth.revoke(renewed, "refresh_token"));
        assertThatThrownBy(() -> await(auth.userInfo(renewed))).isInstanceOf(Exception.class);
        assertThat(browser.get("/account").status())
                .as("the client stays signed in")
                .isEqualTo(200);
    }
}
