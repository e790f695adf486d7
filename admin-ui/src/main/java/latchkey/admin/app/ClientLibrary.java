package latchkey.admin.app;

import latchkey.admin.api.app.App;
import latchkey.admin.api.region.Region;

/** The common libraries, each with what it takes to sign clients in with Latchkey. */
enum ClientLibrary {
    OPENID_CLIENT("openid-client (Node.js)", """
        import * as client from 'openid-client'

        const config = await client.discovery(new URL('{issuer}'), '{id}', {credentials})

        // To sign in: keep verifier and state in the visitor's session, and redirect to the address.
        const verifier = client.randomPKCECodeVerifier()
        const state = client.randomState()
        const address = client.buildAuthorizationUrl(config, {
          redirect_uri: '{redirect}',
          scope: 'openid profile email',
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
          state,
        })

        // At {redirect}:
        const tokens = await client.authorizationCodeGrant(config, requestUrl, {
          pkceCodeVerifier: verifier,
          expectedState: state,
        })
        const { sub, email, jobs } = tokens.claims()
        """, "process.env.LATCHKEY_SECRET", "undefined, client.None()"),
    SPRING_SECURITY("Spring Security", """
        # PKCE is always needed. Before Spring Security 7, switch it on for applications with a secret:
        # OAuth2AuthorizationRequestCustomizers.withPkce()
        spring:
          security:
            oauth2:
              client:
                registration:
                  latchkey:
                    client-id: {id}
                    {credentials}
                    scope: openid, profile, email
                    redirect-uri: {redirect}
                provider:
                  latchkey:
                    issuer-uri: {issuer}
        """, "client-secret: ${LATCHKEY_SECRET}", "client-authentication-method: none"),
    MOD_AUTH_OPENIDC(
            "Apache mod_auth_openidc",
            """
            OIDCProviderMetadataURL {issuer}/.well-known/openid-configuration
            OIDCClientID {id}
            {credentials}
            OIDCRedirectURI {redirect}
            OIDCCryptoPassphrase "exec:/usr/bin/head -c 64 /etc/apache2/latchkey-passphrase"
            OIDCScope "openid profile email"
            OIDCPKCEMethod S256
            <Location "/">
              AuthType openid-connect
              Require valid-user
            </Location>
            """,
            "OIDCClientSecret \"exec:/usr/bin/head -c 128 /etc/apache2/latchkey-secret\"",
            """
            OIDCProviderTokenEndpointAuth none\
            """);

    private final String title;
    private final String template;
    private final String withSecret;
    private final String withoutSecret;

    /**
     * @param withSecret how an application shows its secret, which stands elsewhere
     * @param withoutSecret how one without a secret says so
     */
    ClientLibrary(String title, String template, String withSecret, String withoutSecret) {
        this.title = title;
        this.template = template;
        this.withSecret = withSecret;
        this.withoutSecret = withoutSecret;
    }

    String title() {
        return title;
    }

    /** What to copy for an application and the clients of a region. */
    String configuration(App app, Region region) {
        return template.replace("{issuer}", region.url().toString())
                .replace("{id}", app.id())
                .replace("{credentials}", app.isPublic() ? withoutSecret : withSecret)
                .replace("{redirect}", app.redirectUrls().getFirst());
    }
}
