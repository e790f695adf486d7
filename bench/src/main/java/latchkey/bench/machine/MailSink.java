package latchkey.bench.machine;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;

/** A mail server that accepts every mail and keeps none. */
public final class MailSink implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final NetServer server = vertx.createNetServer().connectHandler(MailSink::greet);

    public MailSink start() {
        server.listen(0, "127.0.0.1").await();
        return this;
    }

    public int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    private static void greet(NetSocket socket) {
        var conversation = new Conversation(socket);
        socket.handler(RecordParser.newDelimited("\r\n", line -> conversation.hear(line.toString())));
        conversation.say("220 bench.test");
    }

    private static final class Conversation {

        private final NetSocket socket;
        private boolean inMail;

        Conversation(NetSocket socket) {
            this.socket = socket;
        }

        void hear(String line) {
            if (inMail) {
                inMail = !line.equals(".");
                if (!inMail) {
                    say("250 taken");
                }
            } else {
                inMail = line.equalsIgnoreCase("DATA");
                say(inMail ? "354 go on" : line.equalsIgnoreCase("QUIT") ? "221 bye" : "250 ok");
            }
        }

        void say(String line) {
            socket.write(line + "\r\n").onFailure(failure -> socket.close().onFailure(ignored -> {}));
        }
    }
}
