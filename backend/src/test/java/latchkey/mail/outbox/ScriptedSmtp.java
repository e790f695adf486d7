package latchkey.mail.outbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.parsetools.RecordParser;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import latchkey.testing.Certificates.Pair;

/**
 * A mail server on a real socket that answers as a test says: for each command (and {@code CONNECT}, and {@code .} for
 * the end of a mail) a reply, {@link #SILENCE} or {@link #HANG_UP}. A whole line as command goes before its verb. Without a script it takes
 * every mail.
 */
final class ScriptedSmtp {

    static final String SILENCE = "silence";
    static final String HANG_UP = "hang up";

    private static final String HELD = "held ";

    /** @param content header and body as they came over the wire */
    record Received(String sender, String recipient, String content) {

        String header(String name) {
            return content.substring(0, content.indexOf("\n\n"))
                    .replace("\n ", " ")
                    .lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst()
                    .orElse("");
        }
    }

    private final Map<String, String> script = new ConcurrentHashMap<>(Map.of(
            "CONNECT", "220 mail.test ready",
            "EHLO", "250-mail.test\r\n250-PIPELINING\r\n250-ENHANCEDSTATUSCODES\r\n250 AUTH PLAIN",
            "AUTH", "235 2.7.0 welcome",
            "MAIL", "250 2.1.0 ok",
            "RCPT", "250 2.1.5 ok",
            "DATA", "354 go ahead",
            ".", "250 2.0.0 queued",
            "RSET", "250 2.0.0 ok",
            "QUIT", "221 2.0.0 bye"));
    private final List<Received> mails = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final String host;
    private final NetServer server;
    private final CompletableFuture<Void> released = new CompletableFuture<>();
    private volatile ServerSSLOptions tls = new ServerSSLOptions();

    private ScriptedSmtp(Vertx vertx, String host) {
        this.host = host;
        this.server = vertx.createNetServer();
        server.connectHandler(socket -> new Conversation(socket).begin());
    }

    static ScriptedSmtp start(Vertx vertx) throws Exception {
        return start(vertx, "127.0.0.1", 0);
    }

    static ScriptedSmtp start(Vertx vertx, String host, int port) throws Exception {
        var smtp = new ScriptedSmtp(vertx, host);
        smtp.server.listen(port, host).await(10, TimeUnit.SECONDS);
        return smtp;
    }

    void answer(String command, String reply) {
        script.put(command, reply);
    }

    /** Offers STARTTLS with this certificate. */
    void secure(Pair pair) {
        tls = new ServerSSLOptions()
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(pair.certificate().toString())
                        .setKeyPath(pair.key().toString()));
        answer("EHLO", "250-mail.test\r\n250 STARTTLS");
        answer("STARTTLS", "220 2.0.0 go ahead");
    }

    /** The reply, once the test lets it go. */
    static String held(String reply) {
        return HELD + reply;
    }

    /** Gives the replies that were held, and those to come at once. */
    void release() {
        released.complete(null);
    }

    int port() {
        return server.actualPort();
    }

    String url() {
        return "smtp://" + host + ":" + port();
    }

    /** What was sent up to the end of its data, whatever was answered then. */
    List<Received> mails() {
        return List.copyOf(mails);
    }

    List<String> commands() {
        return List.copyOf(commands);
    }

    void stop() throws Exception {
        server.close().await(10, TimeUnit.SECONDS);
    }

    private final class Conversation {

        private final NetSocket socket;
        private String sender = "";
        private String recipient = "";
        private final StringBuilder content = new StringBuilder();
        private boolean inData;

        Conversation(NetSocket socket) {
            this.socket = socket;
        }

        void begin() {
            socket.handler(RecordParser.newDelimited("\r\n", line -> line(line.toString())));
            reply("CONNECT");
        }

        private void line(String line) {
            if (inData) {
                data(line);
            } else {
                command(line);
            }
        }

        private void command(String line) {
            commands.add(line);
            String verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
            switch (verb) {
                case "MAIL" -> sender = line;
                case "RCPT" -> recipient = line;
                case "DATA" -> inData = script.getOrDefault("DATA", "").startsWith("354");
                default -> {}
            }
            reply(script.containsKey(line) ? line : verb);
        }

        private void data(String line) {
            if (line.equals(".")) {
                inData = false;
                mails.add(new Received(sender, recipient, content.toString()));
                content.setLength(0);
                reply(".");
            } else {
                content.append(line.startsWith("..") ? line.substring(1) : line).append('\n');
            }
        }

        private void reply(String command) {
            String reply = script.getOrDefault(command, "500 5.5.1 what?");
            if (reply.equals(HANG_UP)) {
                socket.close();
            } else if (reply.startsWith(HELD)) {
                Future.fromCompletionStage(released)
                        .onSuccess(now -> socket.write(reply.substring(HELD.length()) + "\r\n"));
            } else if (command.equals("STARTTLS") && reply.startsWith("220")) {
                // The reply goes out once the socket is ready for what the client sends then.
                socket.upgradeToSsl(tls, Buffer.buffer(reply + "\r\n"));
            } else if (!reply.equals(SILENCE)) {
                socket.write(reply + "\r\n");
            }
            if (command.equals("QUIT")) {
                socket.end();
            }
        }
    }
}
