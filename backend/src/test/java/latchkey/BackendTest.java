package latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import latchkey.config.ConfigException;
import latchkey.testing.TestDatabase;
import latchkey.testing.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class BackendTest {

    @Test
    void a_start_that_fails_says_so(Vertx vertx) {
        var taken = World.await(vertx.createHttpServer()
                .requestHandler(request -> request.response().end())
                .listen(0, "127.0.0.1"));
        var settings = TestDatabase.create()
                .settings()
                .with(Map.of(
                        "portal.port", Integer.toString(taken.actualPort()),
                        "bind", "127.0.0.1",
                        "mail.url", "smtp://127.0.0.1:1"));
        assertThatThrownBy(() -> Backend.start(settings).await(60, TimeUnit.SECONDS))
                .hasMessageContaining("in use");
    }

    /** A SIGTERM between the first "ready" and the way to stop would end requests half-way. */
    @Test
    void it_says_that_it_is_ready_when_whoever_stops_it_is_too() throws Exception {
        var settings = TestDatabase.create()
                .settings()
                .with(Map.of("mail.url", "smtp://127.0.0.1:1", "shutdown.drain", "60s"));
        Backend backend = Backend.listen(settings).await(60, TimeUnit.SECONDS);
        assertThat(backend.portalPort()).isPositive();
        assertThat(backend.managementPort()).as("nobody can ask yet").isZero();
        backend.stop().await(20, TimeUnit.SECONDS);
    }

    @Test
    void two_listeners_on_one_port_stop_the_start() {
        var settings = TestDatabase.create().settings().with(Map.of("portal.port", "8080", "staff.port", "8080"));
        assertThatThrownBy(() -> Backend.start(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("staff.port is the same as portal.port");
    }

    @Test
    void an_address_of_another_machine_stops_the_start() {
        var settings =
                TestDatabase.create().settings().with(Map.of("bind", "192.0.2.1", "mail.url", "smtp://127.0.0.1:1"));
        assertThatThrownBy(() -> Backend.start(settings).await(60, TimeUnit.SECONDS))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("can't be listened on");
    }

    @Test
    void a_setting_that_is_missing_stops_the_start() {
        var settings = TestDatabase.create().settings().with(Map.of("secret", "short"));
        assertThatThrownBy(() -> Backend.start(settings)).hasMessageContaining("secret is too short");
    }
}
