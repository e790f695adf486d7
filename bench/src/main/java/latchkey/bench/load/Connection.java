package latchkey.bench.load;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A keep-alive connection that carries one request at a time. Knows just enough HTTP to find the end of an answer, so
 * that the generator leaves the machine to what it measures. Only for the event loop that opened it.
 */
final class Connection {

    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final NetSocket socket;
    private Buffer received = Buffer.buffer();
    private Optional<Head> head = Optional.empty();
    private Optional<Consumer<Answer>> waiting = Optional.empty();
    private boolean open = true;

    /**
     * Where an answer's body starts, its length (-1 if only its end shows it), and whether the connection closes after
     * it.
     */
    private record Head(int status, String text, int start, int length, boolean closes) {}

    Connection(NetSocket socket) {
        this.socket = socket;
        socket.handler(this::receive).closeHandler(closed -> broken()).exceptionHandler(failure -> broken());
    }

    boolean isOpen() {
        return open;
    }

    void send(Request request, Consumer<Answer> answered) {
        waiting = Optional.of(answered);
        if (!open) {
            settle(Answer.BROKEN);
            return;
        }
        socket.write(request.bytes()).onFailure(failure -> broken());
    }

    void close() {
        open = false;
        socket.close().onFailure(failure -> broken());
    }

    private void receive(Buffer bytes) {
        received = received.length() == 0 ? bytes : received.appendBuffer(bytes);
        if (head.isEmpty()) {
            head = head();
        }
        head.filter(this::isComplete).ifPresent(this::complete);
    }

    private Optional<Head> head() {
        int end = indexOfEmptyLine();
        if (end < 0) {
            return Optional.empty();
        }
        String text = received.getString(0, end + 2, "ISO-8859-1");
        int status = Integer.parseInt(text.substring(9, 12));
        String lower = text.toLowerCase(Locale.ROOT);
        boolean closes = lower.contains("\r\nconnection: close");
        return Optional.of(new Head(status, text, end + 4, length(status, lower), closes));
    }

    private static int length(int status, String head) {
        int start = head.indexOf("\r\ncontent-length: ");
        if (start >= 0) {
            int from = start + "\r\ncontent-length: ".length();
            return Integer.parseInt(
                    head.substring(from, head.indexOf("\r\n", from)).strip());
        }
        return status == 204 || !head.contains("\r\ntransfer-encoding: chunked") ? 0 : -1;
    }

    private boolean isComplete(Head head) {
        return head.length() >= 0
                ? received.length() >= head.start() + head.length()
                : received.length() >= head.start() + LAST_CHUNK.length && endsWithLastChunk();
    }

    private void complete(Head head) {
        Buffer body = received.getBuffer(head.start(), received.length());
        if (head.closes()) {
            close();
        }
        settle(new Answer(head.status(), head.text(), body));
    }

    private void broken() {
        open = false;
        settle(Answer.BROKEN);
    }

    private void settle(Answer answer) {
        received = Buffer.buffer();
        head = Optional.empty();
        var answered = waiting;
        waiting = Optional.empty();
        answered.ifPresent(handler -> handler.accept(answer));
    }

    private int indexOfEmptyLine() {
        for (int i = 0; i + 3 < received.length(); i++) {
            if (received.getByte(i) == '\r' && received.getByte(i + 2) == '\r' && received.getByte(i + 3) == '\n') {
                return i;
            }
        }
        return -1;
    }

    private boolean endsWithLastChunk() {
        int start = received.length() - LAST_CHUNK.length;
        for (int i = 0; i < LAST_CHUNK.length; i++) {
            if (received.getByte(start + i) != LAST_CHUNK[i]) {
                return false;
            }
        }
        return true;
    }
}
