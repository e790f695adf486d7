package latchkey.bench.faults;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail server that records what it accepted, and has its moods. */
final class MailRoom implements AutoCloseable {

    enum Mood {
        TAKES,
        /** Three seconds for each mail. */
        SLOW,
        REFUSES,
        /** Accepts the mail, but disconnects before it says so. */
        DROPS,
        /** Answers with nonsense. */
        RAVES
    }

    private static final long SLOW_MILLIS = 3_000;

    private final Vertx vertx = Vertx.vertx();
    private final NetServer server;
    private final Set<String> recipients = ConcurrentHashMap.newKeySet();
    private final Map<String, AtomicInteger> copies = new ConcurrentHashMap<>();
    private volatile Mood mood = Mood.TAKES;

    private MailRoom() {
        server = vertx.createNetServer()
                .connectHandler(socket -> new Conversation(socket).begin())
                .listen(0, "127.0.0.1")
                .await();
    }

    static MailRoom open() {
        return new MailRoom();
    }

    int port() {
        return server.actualPort();
    }

    void be(Mood next) {
        mood = next;
    }

    boolean hasMailTo(String recipient) {
        return recipients.contains(recipient);
    }

    /** Mails that were accepted more than once, by Message-ID. */
    long doubled() {
        return copies.values().stream().filter(count -> count.get() > 1).count();
    }

    void forget() {
        recipients.clear();
        copies.clear();
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    private final class Conversation {

        private final NetSocket socket;
        private String recipient = "";
        private String id = "";
        private boolean inMail;

        Conversation(NetSocket socket) {
            this.socket = socket;
        }

        void begin() {
            socket.handler(RecordParser.newDelimited("\r\n", line -> hear(line.toString())));
            say("220 mail.test");
        }

        private void hear(String line) {
            if (inMail) {
                content(line);
                return;
            }
            String verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
            switch (verb) {
                case "RCPT" -> {
                    recipient = line.replaceAll(".*<|>.*", "");
                    say(mood == Mood.REFUSES ? "451 4.3.0 later" : "250 ok");
                }
                case "DATA" -> {
                    inMail = true;
                    say("354 go on");
                }
                case "QUIT" -> {
                    say("221 bye");
                    drop();
                }
                default -> say("250 ok");
            }
        }

        private void content(String line) {
            if (line.toLowerCase(Locale.ROOT).startsWith("message-id:")) {
                id = line;
            }
            if (!line.equals(".")) {
                return;
            }
            inMail = false;
            recipients.add(recipient);
            copies.computeIfAbsent(id, first -> new AtomicInteger()).incrementAndGet();
            switch (mood) {
                case DROPS -> drop();
                case SLOW -> vertx.setTimer(SLOW_MILLIS, timer -> say("250 taken"));
                default -> say("250 taken");
            }
        }

        private void drop() {
            socket.close().onFailure(gone -> {});
        }

        private void say(String line) {
            String said = mood == Mood.RAVES ? "!\u00a7$ \u0000 what" : line;
            socket.write(said + "\r\n").onFailure(gone -> drop());
        }
    }
}
