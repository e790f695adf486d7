package latchkey.sandbox.mailbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import latchkey.config.Settings;
import latchkey.web.server.Listener;

/** The sandbox's mail server and its pages: every mail, for people and for programs. */
public final class Mailbox implements AutoCloseable {

    /** An open page waits for the next mail. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

    private final Vertx vertx;
    private final MailServer server;

    private Mailbox(Vertx vertx, MailServer server) {
        this.vertx = vertx;
        this.server = server;
    }

    /** Blocks until both listen. */
    public static Mailbox start(Settings settings, Path folder) {
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2));
        String address = settings.text("bind");
        Mails mails = Mails.open(folder, () -> vertx.eventBus().publish(MailboxRoutes.CHANGED, ""));
        var web = new Listener(
                "sandbox.mailbox-port",
                own -> Future.succeededFuture(new MailboxRoutes(own, mails).router()),
                Listener.options(address, settings.port("sandbox.mailbox-port"), LONGEST_SILENCE),
                Optional.empty(),
                () -> false,
                port -> {});
        var _ = vertx.deployVerticle(web).await();
        return new Mailbox(vertx, MailServer.start(address, settings.port("sandbox.smtp-port"), mails));
    }

    @Override
    public void close() {
        server.close();
        vertx.close().await();
    }
}
