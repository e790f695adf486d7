package latchkey.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Sends bytes to a listener exactly as they are given, and reads what comes back until the connection closes. */
public final class Wire {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final Pattern STATUS = Pattern.compile("HTTP/\\d\\.\\d (\\d{3}) ");

    private Wire() {}

    /** What came back; empty if the connection was closed without an answer. */
    public record Answer(String text) {

        /** The first answer's status; 0 if there was none. */
        public int status() {
            var matcher = STATUS.matcher(text);
            return matcher.lookingAt() ? Integer.parseInt(matcher.group(1)) : 0;
        }

        /** How many answers there are. */
        public long answers() {
            return STATUS.matcher(text).results().count();
        }
    }

    /** Lines are joined by CR LF as they are. Fails if the connection stays open. */
    public static Answer send(int port, String... lines) {
        return send(port, String.join("\r\n", lines), false);
    }

    /** Says after the bytes that no more will come. Fails if the connection stays open. */
    public static Answer sendHalf(int port, String bytes) {
        return send(port, bytes, true);
    }

    private static Answer send(int port, String bytes, boolean isAll) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            if (isAll) {
                socket.shutdownOutput();
            }
            return new Answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (SocketException e) {
            return new Answer(""); // reset
        } catch (IOException e) {
            throw new UncheckedIOException(bytes, e);
        }
    }
}
