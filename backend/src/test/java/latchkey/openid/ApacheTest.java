package latchkey.openid;

import static latchkey.openid.Provider.SECRET;
import static latchkey.testing.Eventually.eventually;
import static latchkey.testing.World.PASSWORD;
import static latchkey.testing.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import latchkey.testing.Browser;
import latchkey.testing.Browser.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Apache's mod_auth_openidc in front of an application, signing clients in and out. */
class ApacheTest {

    private static final Path PROGRAM = Path.of("/usr/sbin/apache2");
    private static final Path MODULES = Path.of("/usr/lib/apache2/modules");

    private static final String SETTINGS = """
        ServerName localhost
        ServerRoot "{folder}"
        DefaultRuntimeDir "{folder}"
        PidFile "{folder}/pid"
        ErrorLog "{folder}/error.log"
        User nobody
        Group nogroup
        LoadModule mpm_event_module {modules}/mod_mpm_event.so
        LoadModule authn_core_module {modules}/mod_authn_core.so
        LoadModule authz_core_module {modules}/mod_authz_core.so
        LoadModule authz_user_module {modules}/mod_authz_user.so
        LoadModule proxy_module {modules}/mod_proxy.so
        LoadModule proxy_http_module {modules}/mod_proxy_http.so
        LoadModule auth_openidc_module {modules}/mod_auth_openidc.so
        Listen 127.0.0.1:{port}
        OIDCProviderMetadataURL {issuer}/.well-known/openid-configuration
        OIDCClientID home
        OIDCClientSecret "{secret}"
        OIDCRedirectURI {callback}
        OIDCCryptoPassphrase "a passphrase of this test alone"
        OIDCScope "openid profile email"
        OIDCPKCEMethod S256
        ProxyPass "/callback" "!"
        ProxyPass "/" "http://127.0.0.1:{home}/"
        <Location "/">
          AuthType openid-connect
          Require valid-user
        </Location>
        <Location "/bye">
          AuthType none
          Require all granted
        </Location>
        """;

    @TempDir
    private static Path folder;

    private static final int PORT = Provider.freePort();
    private static final String CALLBACK = "http://localhost:" + PORT + "/callback";
    private static final String BYE = "http://localhost:" + PORT + "/bye";
    private static Optional<Provider> provider = Optional.empty();
    private static Optional<Process> apache = Optional.empty();

    @BeforeAll
    static void start() throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(PROGRAM) && Files.exists(MODULES.resolve("mod_auth_openidc.so")),
                "Apache with mod_auth_openidc is not installed");
        var started = Provider.start(Map.of(
                "apps.home.redirect-urls",
                CALLBACK,
                "apps.home.logout-urls",
                BYE,
                "apps.home.backchannel-logout-url",
                CALLBACK + "?logout=backchannel"));
        provider = Optional.of(started);
        var home = await(started.world()
                .vertx()
                .createHttpServer()
                .requestHandler(request -> {
                    var seen = new JsonObject();
                    request.headers().forEach((name, value) -> seen.put(name.toLowerCase(Locale.ROOT), value));
                    var _ = request.response().end(seen.encode());
                })
                .listen(0, "127.0.0.1"));
        Path settings = Files.writeString(
                folder.resolve("apache.conf"),
                SETTINGS.replace("{folder}", folder.toString())
                        .replace("{modules}", MODULES.toString())
                        .replace("{port}", Integer.toString(PORT))
                        .replace("{issuer}", started.issuer())
                        .replace("{secret}", SECRET)
                        .replace("{callback}", CALLBACK)
                        .replace("{home}", Integer.toString(home.actualPort())));
        apache = Optional.of(new ProcessBuilder(PROGRAM.toString(), "-D", "FOREGROUND", "-f", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.log").toFile())
                .start());
        eventually(
                () -> {
                    assertThat(apache.get().isAlive())
                            .as(Files.readString(folder.resolve("output.log")))
                            .isTrue();
                    return isReached();
                },
                reached -> assertThat(reached).isTrue());
    }

    @AfterAll
    static void stop() throws Exception {
        if (apache.isPresent()) {
            apache.get().destroy();
            assertThat(apache.get().waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        provider.ifPresent(Provider::close);
    }

    @Test
    void a_client_is_signed_in_on_the_way_to_a_page_and_the_application_knows_who_it_is() throws Exception {
        provider().world().account("au", "apache@example.test");
        UUID job = UUID.randomUUID();
        provider().world().sql("insert into job (id, region, reference, name) values ($1, 'au', 'A-1', 'Lot 1')", job);
        provider()
                .world()
                .sql(
                        "insert into job_person (job_id, contact_id) values ($1, $2)",
                        job,
                        provider().world().contactOf("apache@example.test"));
        Browser application = application();
        JsonObject seen = signIn(application, provider().browser(), "apache@example.test");
        assertThat(seen.getMap())
                .containsEntry("oidc_claim_email", "apache@example.test")
                .containsEntry("oidc_claim_given_name", "Robin")
                .containsEntry("oidc_claim_jobs", job.toString())
                .containsEntry("oidc_claim_iss", provider().issuer());
    }

    @Test
    void signing_out_in_the_application_signs_out_of_the_portal_and_leads_back() throws Exception {
        provider().world().account("au", "out@example.test");
        Browser application = application();
        Browser portal = provider().browser();
        signIn(application, portal, "out@example.test");
        Answer away =
                application.get("/callback?logout=" + BYE.replace(":", "%3A").replace("/", "%2F"));
        assertThat(away.location()).startsWith(provider().issuer() + "/oauth/logout?");
        Answer back = portal.get(path(away.location()));
        assertThat(back.location()).startsWith(BYE);
        assertThat(portal.get("/account").location()).startsWith("/login");
        assertThat(application.get("/page").location()).startsWith(provider().issuer() + "/oauth/authorize?");
    }

    @Test
    void signing_out_of_the_portal_ends_the_session_of_the_application() throws Exception {
        provider().world().account("au", "told@example.test");
        Browser application = application();
        Browser portal = provider().browser();
        signIn(application, portal, "told@example.test");
        assertThat(portal.post("/logout").status()).isEqualTo(303);
        eventually(
                () -> application.get("/page").status(),
                status -> assertThat(status).isEqualTo(302));
    }

    /** From a page of the application to the portal's login and back. */
    @CanIgnoreReturnValue
    private static JsonObject signIn(Browser application, Browser portal, String email) throws IOException {
        Answer away = application.get("/page?tab=photos");
        assertThat(away.location()).as(log()).startsWith(provider().issuer() + "/oauth/authorize?");
        Answer login = portal.get(path(away.location()));
        String next = Provider.answered(login, "next");
        Answer signedIn = portal.post("/login", "email", email, "password", PASSWORD, "next", next);
        Answer back = application.get(path(portal.get(signedIn.location()).location()));
        assertThat(back.location()).isEqualTo("http://localhost:" + PORT + "/page?tab=photos");
        Answer page = application.get(path(back.location()));
        assertThat(page.status()).isEqualTo(200);
        return page.json();
    }

    private static String log() throws IOException {
        return Files.readString(folder.resolve("error.log"));
    }

    private static String path(String address) {
        URI uri = URI.create(address);
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }

    private static boolean isReached() {
        try {
            return application().get("/bye").status() == 200;
        } catch (AssertionError | Exception e) {
            return false;
        }
    }

    private static Browser application() {
        return new Browser(provider().world().vertx(), PORT, "localhost").with("accept", "text/html");
    }

    private static Provider provider() {
        return provider.orElseThrow();
    }
}
