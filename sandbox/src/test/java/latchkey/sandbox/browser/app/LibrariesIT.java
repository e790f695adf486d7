package latchkey.sandbox.browser.app;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import latchkey.sandbox.browser.Client;
import latchkey.sandbox.browser.Colleague;
import latchkey.sandbox.browser.Stage;
import latchkey.sandbox.demo.DemoData;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the admin UI shows for each library is run as it is shown, and a client signs in with a browser. */
@Tag("extended")
@ExtendWith(Stage.Shared.class)
@Timeout(value = 5, unit = MINUTES)
class LibrariesIT {

    private static final Path APACHE = Path.of("/usr/sbin/apache2");
    private static final Path MODULES = Path.of("/usr/lib/apache2/modules");

    /** What a server of Apache's has before our lines. */
    private static final String SERVER = """
        ServerName localhost
        ServerRoot "{folder}"
        DefaultRuntimeDir "{folder}"
        DocumentRoot "{folder}"
        PidFile "{folder}/pid"
        ErrorLog "{folder}/error.log"
        User nobody
        Group nogroup
        LoadModule mpm_event_module {modules}/mod_mpm_event.so
        LoadModule authn_core_module {modules}/mod_authn_core.so
        LoadModule authz_core_module {modules}/mod_authz_core.so
        LoadModule authz_user_module {modules}/mod_authz_user.so
        LoadModule auth_openidc_module {modules}/mod_auth_openidc.so
        Listen 127.0.0.1:{port}
        """;

    @TempDir
    private Path folder;

    private final Stage stage;

    LibrariesIT(Stage stage) {
        this.stage = stage;
    }

    @ParameterizedTest
    @ValueSource(strings = {Stage.CONFIDENTIAL_APP, Stage.PUBLIC_APP})
    void openid_client_signs_a_client_in_renews_and_signs_out(String app) throws Exception {
        try (var _ = openIdClient(app);
                var browser = stage.newBrowser(new NewContextOptions())) {
            var client = Client.at(browser, stage.portal("au"), DemoData.CLIENTS.getFirst());
            client.opens(stage.application() + "/");
            client.givesPassword(DemoData.PASSWORD);
            seesHello(client);
            client.opens(stage.application() + "/now");
            client.seesHeading("client.au@example.test, au, 2 jobs");

            client.opens(stage.application() + "/out");
            client.seesHeading("Goodbye");
            client.opens(stage.portal("au") + "/account");
            client.seesAddress("/login.*");

            client.opens(stage.application() + "/");
            client.givesPassword(DemoData.PASSWORD);
            seesHello(client);
            client.opens(stage.portal("au") + "/account");
            client.signsOut();
            client.opens(stage.application() + "/now");
            client.seesHeading("Failed: invalid_grant");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Stage.CONFIDENTIAL_APP, Stage.PUBLIC_APP})
    void apache_shows_its_pages_to_clients_alone(String app) throws Exception {
        try (var _ = apache(app);
                var browser = stage.newBrowser(new NewContextOptions())) {
            var client = Client.at(browser, stage.portal("au"), DemoData.CLIENTS.getFirst());
            client.opens(stage.application() + "/plans.html?floor=1");
            client.givesPassword(DemoData.PASSWORD);
            client.seesHeading("Your plans");
            assertThat(client.page().url()).isEqualTo(stage.application() + "/plans.html?floor=1");
        }
    }

    private static void seesHello(Client client) {
        client.page()
                .getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Hello, "))
                .waitFor();
    }

    private Application openIdClient(String app) throws IOException, InterruptedException {
        for (String file : List.of("package.json", "package-lock.json", "application.mjs")) {
            try (var in = LibrariesIT.class.getResourceAsStream("/openid-client/" + file)) {
                Files.copy(in, folder.resolve(file));
            }
        }
        Files.writeString(
                folder.resolve("latchkey.mjs"), shown(app, "openid-client (Node.js)", "npm install openid-client"));
        Assumptions.assumeTrue(installs(), "npm can't install openid-client");
        var node = new ProcessBuilder("node", "application.mjs").directory(folder.toFile());
        node.environment().put("APPLICATION", stage.application());
        node.environment().put("LATCHKEY_SECRET", Stage.APP_SECRET);
        return Application.start(node, URI.create(stage.application()));
    }

    /** With streams of its own: npm makes those that it inherits answer at once, and this program reads from them. */
    private boolean installs() throws InterruptedException {
        try {
            return new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("npm.log").toFile())
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private Application apache(String app) throws IOException {
        Assumptions.assumeTrue(
                Files.isExecutable(APACHE) && Files.exists(MODULES.resolve("mod_auth_openidc.so")),
                "Apache with mod_auth_openidc is not installed");
        // Apache reads pages as somebody who may not read our temporary folder.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(folder.resolve("plans.html"), "<!doctype html><title>Plans</title><h1>Your plans</h1>");
        String server = SERVER.replace("{folder}", folder.toString())
                .replace("{modules}", MODULES.toString())
                .replace(
                        "{port}",
                        Integer.toString(URI.create(stage.application()).getPort()));
        Path settings = Files.writeString(
                folder.resolve("apache.conf"), server + shown(app, "Apache mod_auth_openidc", "OIDCRedirectURI"));
        var program = new ProcessBuilder(APACHE.toString(), "-D", "FOREGROUND", "-f", settings.toString())
                .directory(folder.toFile());
        program.environment().put("LATCHKEY_SECRET", Stage.APP_SECRET);
        program.environment().put("LATCHKEY_PASSPHRASE", "a passphrase of this test alone");
        return Application.start(program, URI.create(stage.application()));
    }

    /**
     * The text that an administrator copies.
     *
     * @param words of it that no other library's text has
     */
    private String shown(String app, String library, String words) {
        try (var browser = stage.newBrowser(new NewContextOptions())) {
            var colleague = Colleague.at(browser, stage.adminUi(), "/apps");
            Locator section = colleague
                    .page()
                    .locator(".apps section")
                    .filter(new Locator.FilterOptions()
                            .setHas(colleague
                                    .page()
                                    .getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(app))));
            section.getByText("Set up the application").click();
            section.locator("vaadin-select").last().click();
            colleague
                    .page()
                    .getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(library))
                    .click();
            section.locator("pre")
                    .filter(new Locator.FilterOptions().setHasText(words))
                    .waitFor();
            return section.locator("pre").textContent();
        }
    }
}
