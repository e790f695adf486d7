package latchkey.sandbox.mailbox;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.nio.file.Path;
import latchkey.config.Settings;

/** The sandbox's mail server and its pages: every mail, for people and for programs. */
public final class Mailbox implements AutoCloseable {

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
        HttpServer web = vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .requestHandler(new MailboxRoutes(vertx, mails).router());
        web.listen(settings.port("sandbox.mailbox-port"), address).await();
        return new Mailbox(vertx, MailServer.start(address, settings.port("sandbox.smtp-port"), mails));
    }

    @Override
    public void close() {
        server.close();
        vertx.close().await();
    }
}
