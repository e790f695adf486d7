package latchkey.mail.outbox;

import static latchkey.mail.outbox.Outbox.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.Map;
import latchkey.config.Settings;
import latchkey.key.Keyring;
import latchkey.key.Seal;
import latchkey.link.LinkTokens;
import latchkey.mail.wire.MailTimeouts;
import latchkey.region.Regions;
import latchkey.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A postman before a mail server that answers what it is told to. Tests of one class share a database, one after the other. */
@ExtendWith(VertxExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
abstract class PostmanTroubles {

    private final TestDatabase database;
    private final String host;
    Outbox outbox;
    ScriptedSmtp smtp;

    PostmanTroubles(TestDatabase database) {
        this(database, "127.0.0.1");
    }

    PostmanTroubles(TestDatabase database, String host) {
        this.database = database;
        this.host = host;
    }

    @BeforeEach
    void open(Vertx vertx) throws Exception {
        outbox = new Outbox(database, vertx);
        smtp = ScriptedSmtp.start(vertx, host, 0);
    }

    @CanIgnoreReturnValue
    String deploy(Vertx vertx, String url) throws Exception {
        return deploy(vertx, url, Map.of());
    }

    @CanIgnoreReturnValue
    String deploy(Vertx vertx, String url, Map<String, String> others) throws Exception {
        return await(vertx.deployVerticle(postman(vertx, url, others)));
    }

    Postman postman(Vertx vertx, String url, Map<String, String> others) {
        return postman(vertx, url, others, MailTimeouts.USUAL);
    }

    Postman postman(Vertx vertx, String url, Map<String, String> others, MailTimeouts timeouts) {
        Settings settings = outbox.settings(url).with(others);
        var tokens = new LinkTokens(new Seal(new Keyring(settings)));
        return new Postman(
                vertx, settings, new Regions(settings), tokens, outbox.pool(), new SimpleMeterRegistry(), timeouts);
    }

    static MailTimeouts timeouts(Duration silence, Duration slow, Duration lease) {
        return new MailTimeouts(silence, silence.multipliedBy(3), slow, lease, Duration.ofSeconds(2));
    }
}
