package latchkey.sandbox.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import latchkey.admin.AdminUi;
import latchkey.config.Settings;
import latchkey.sandbox.Sandbox;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One sandbox and one browser for all browser tests, started by the first that has a {@link Stage} parameter. */
public final class Stage implements AutoCloseable {

    /** Applications at {@link #application}: one with a secret and one without. */
    public static final String CONFIDENTIAL_APP = "My Home";

    public static final String PUBLIC_APP = "Plans";
    public static final String APP_SECRET = "a secret of thirty-two characters!";

    private static final int PATIENCE_MILLIS = 45_000;

    private final String application = "http://localhost:" + freePort();
    private final Path data;
    private final Sandbox sandbox;
    private final Playwright playwright;
    private final Browser browser;

    private Stage(Path data) {
        this.data = data;
        sandbox = Sandbox.start(atRandomPorts(data)
                .with(app("myhome", CONFIDENTIAL_APP))
                .with(app("plans", PUBLIC_APP))
                .with(Map.of("apps.myhome.secret", APP_SECRET)));
        playwright = Chromium.playwright();
        browser = Chromium.launch(playwright);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    }

    public static Stage start() {
        try {
            return new Stage(Files.createTempDirectory("latchkey"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A browser without history. Pages wait longer than usual: machines that test are busy. */
    public BrowserContext newBrowser(Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options);
        context.setDefaultTimeout(PATIENCE_MILLIS);
        return context;
    }

    public String portal(String region) {
        return sandbox.settings().text("regions." + region + ".url");
    }

    public String adminUi() {
        return sandbox.settings().text("admin.url");
    }

    public String staffApi() {
        return "http://localhost:" + sandbox.settings().port("staff.port");
    }

    /** Another admin UI, which finds the staff API elsewhere; the caller stops it. */
    public AdminUi adminUiAt(String staffApi) {
        return AdminUi.start(sandbox.settings().with(Map.of("staff.url", staffApi, "admin.port", "0")));
    }

    /** What everything here runs with. */
    public Settings settings() {
        return sandbox.settings();
    }

    /** Where a test may start an application that clients sign in to. */
    public String application() {
        return application;
    }

    public StaffDesk staff() {
        return new StaffDesk(staffApi());
    }

    public Postbox postbox() {
        return new Postbox("http://localhost:" + sandbox.settings().port("sandbox.mailbox-port"));
    }

    public int smtpPort() {
        return sandbox.settings().port("sandbox.smtp-port");
    }

    @Override
    public void close() throws IOException {
        browser.close();
        playwright.close();
        sandbox.close();
        try (var files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    private Map<String, String> app(String id, String name) {
        return Map.of(
                "apps." + id + ".name", name,
                "apps." + id + ".redirect-urls", application + "/callback",
                "apps." + id + ".logout-urls", application + "/bye");
    }

    /** Below those that the system gives to connections: none of these takes it before it is listened on. */
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // taken: another one
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Settings atRandomPorts(Path data) {
        var ports = List.of(
                        "portal.port",
                        "staff.port",
                        "admin.port",
                        "management.port",
                        "sandbox.mailbox-port",
                        "sandbox.smtp-port")
                .stream()
                .collect(Collectors.toMap(key -> key, key -> Integer.toString(freePort())));
        // A machine that tests is busy, and a sign-in that is told so fails a test of something else.
        return Settings.read(Map.of())
                .with(ports)
                .with(Map.of("sandbox.data", data.toString(), "password.wait", "1500ms"));
    }

    /** Hands the stage to tests and takes it down after the last one. */
    public static final class Shared implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Stage.class;
        }

        @Override
        public Stage resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(Stage.class))
                    .computeIfAbsent(Stage.class, key -> start(), Stage.class);
        }
    }
}
