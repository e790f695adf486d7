package latchkey.admin.app;

import java.util.regex.Pattern;
import latchkey.admin.api.app.App;
import latchkey.admin.api.region.Region;

/** The common libraries, each with the code that signs clients in with Latchkey; a test runs each as it is shown. */
enum ClientLibrary {
    OPENID_CLIENT("openid-client (Node.js)", """
        // latchkey.mjs, after: npm install openid-client
        import * as client from 'openid-client'

        const config = await client.discovery(
          new URL('{issuer}'),
          '{id}',
          undefined,
        {secret}  client.ClientSecretBasic(process.env.LATCHKEY_SECRET),
        {public}  client.None(),
        {http}  { execute: [client.allowInsecureRequests] }, // for a portal without TLS, on this machine alone
        )

        // In each function, visit is the visitor's session in your application.

        // The address to send a visitor to who has to sign in.
        export async function signIn(visit) {
          visit.verifier = client.randomPKCECodeVerifier()
          visit.state = client.randomState()
          return client.buildAuthorizationUrl(config, {
            redirect_uri: '{redirect}',
            scope: 'openid profile email',
            code_challenge: await client.calculatePKCECodeChallenge(visit.verifier),
            code_challenge_method: 'S256',
            state: visit.state,
          })
        }

        // Who came back; url is the address that was opened: {redirect}?code=…
        export async function signedIn(visit, url) {
          const tokens = await client.authorizationCodeGrant(config, url, {
            pkceCodeVerifier: visit.verifier,
            expectedState: visit.state,
            idTokenExpected: true,
          })
          return keep(visit, tokens)
        }

        // Who it is now, with the jobs of this moment. It fails when the client has signed out.
        export async function renewed(visit) {
          return keep(visit, await client.refreshTokenGrant(config, visit.refreshToken))
        }

        // The address to send a visitor to who wants to sign out; end the session in your application first.
        export function signOut(visit) {
          return client.buildEndSessionUrl(config, {
            id_token_hint: visit.idToken,
        {logout}    post_logout_redirect_uri: '{logout-url}',
          })
        }

        async function keep(visit, tokens) {
          visit.refreshToken = tokens.refresh_token
          visit.idToken = tokens.id_token
          return client.fetchUserInfo(config, tokens.access_token, tokens.claims().sub)
        }
        """),
    MOD_AUTH_OPENIDC("Apache mod_auth_openidc", """
        # Its variables can be set in /etc/apache2/envvars.
        OIDCProviderMetadataURL {issuer}/.well-known/openid-configuration
        OIDCClientID {id}
        {secret}OIDCClientSecret "${LATCHKEY_SECRET}"
        {public}OIDCProviderTokenEndpointAuth none
        OIDCRedirectURI {redirect}
        OIDCCryptoPassphrase "${LATCHKEY_PASSPHRASE}"
        OIDCScope "openid profile email"
        OIDCPKCEMethod S256
        <Location "/">
          AuthType openid-connect
          Require valid-user
        </Location>
        """);

    private final String title;
    private final String template;

    /** @param template a line that begins with a condition in braces is shown only if that holds */
    ClientLibrary(String title, String template) {
        this.title = title;
        this.template = template;
    }

    String title() {
        return title;
    }

    /** What to copy for an application and the clients of a region. */
    String configuration(App app, Region region) {
        String text = linesIf("{secret}", !app.isPublic(), template);
        text = linesIf("{public}", app.isPublic(), text);
        text = linesIf("{http}", region.url().getScheme().equals("http"), text);
        text = linesIf("{logout}", !app.logoutUrls().isEmpty(), text);
        return text.replace("{issuer}", region.url().toString())
                .replace("{id}", app.id())
                .replace("{redirect}", app.redirectUrls().getFirst())
                .replace("{logout-url}", app.logoutUrls().stream().findFirst().orElse(""));
    }

    private static String linesIf(String condition, boolean holds, String text) {
        return text.replaceAll("(?m)^" + Pattern.quote(condition) + (holds ? "" : ".*\n"), "");
    }
}
