package latchkey.door;

import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import latchkey.testing.BackendProcess;
import latchkey.testing.Browser;
import latchkey.testing.World;

/** A proxy in front of Australia's portal, with a builder's portal at {@code /home/} that answers with what it was told. */
record Proxied(World world, int port, Process process) implements AutoCloseable {

    /** How a proxy is started. */
    interface Proxy {
        ProcessBuilder program(int port, int portal, int home) throws IOException;
    }

    /**
     * Returns when the login page is answered through it.
     *
     * @param output what the proxy says
     */
    static Proxied start(Path output, Proxy proxy) throws IOException {
        int port = BackendProcess.freePort();
        World world = World.start(Map.of(
                "regions.au.home", "/home/",
                "regions.au.url", "http://au.localhost:" + port,
                "trusted-proxies", "127.0.0.1"));
        try {
            var program = proxy.program(port, world.backend().portalPort(), EchoingHome.start(world))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            return whenItAnswers(new Proxied(world, port, program.start()), output);
        } catch (IOException e) {
            world.close();
            throw e;
        }
    }

    Browser browser() {
        return new Browser(world.vertx(), port, "au.localhost");
    }

    /** One that opens pages. */
    Browser page() {
        return browser()
                .with("sec-fetch-mode", "navigate")
                .with("sec-fetch-dest", "document")
                .with("sec-fetch-site", "same-origin");
    }

    /** Whoever was away for long comes back by one sign-in, in every tab that was open. */
    void leadsTwoTabsBack(String email) {
        world.account("au", email);
        Browser tabs = page();
        tabs.post("/login", "email", email, "password", World.PASSWORD);
        world.sql(
                "update session set last_seen_at = now() - interval '13 hours'"
                        + " where subject = (select id from account where email = $1)",
                email);
        String first = tabs.get("/home/jobs/7").location();
        String second = tabs.get("/home/jobs/8").location();
        assertThat(first).startsWith("/login?next=%2Fhome%2Fjobs%2F7");
        assertThat(second).startsWith("/login?next=%2Fhome%2Fjobs%2F8");
        assertThat(tabs.get(first).status()).isEqualTo(200);
        assertThat(tabs.get(second).status()).isEqualTo(200);
        tabs.post("/login", "email", email, "password", World.PASSWORD, "next", "/home/jobs/7");
        assertThat(tabs.get("/home/jobs/7").status()).isEqualTo(200);
        assertThat(tabs.get(second).location())
                .as("the second tab, loaded anew")
                .isEqualTo("/home/jobs/8");
        assertThat(tabs.get("/home/jobs/8").status()).isEqualTo(200);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            var _ = process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
        } finally {
            world.close();
        }
    }

    private static Proxied whenItAnswers(Proxied proxied, Path output) {
        try {
            eventually(
                    proxied::answers,
                    answers -> assertThat(answers).as(Files.readString(output)).isTrue());
            return proxied;
        } catch (RuntimeException | AssertionError e) {
            proxied.close();
            throw e;
        }
    }

    private boolean answers() {
        try {
            return browser().get("/login").status() == 200;
        } catch (Exception e) {
            // It isn't up yet: what a future fails with is thrown as it is, checked or not.
            return false;
        }
    }
}
