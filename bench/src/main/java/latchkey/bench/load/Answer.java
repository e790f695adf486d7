package latchkey.bench.load;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A server's answer; status 0 if the connection broke.
 *
 * @param head the status line and the headers
 */
public record Answer(int status, String head, Buffer body) {

    static final Answer BROKEN = new Answer(0, "", Buffer.buffer());

    static final int UNAVAILABLE = 503;

    public boolean isOk() {
        return status >= 200 && status < 400;
    }

    /** Whether the server asks for a retry at a given time. */
    public boolean isRefusal() {
        return status == UNAVAILABLE && retryAfterSeconds() > 0;
    }

    /** 0 if the server does not say. */
    public int retryAfterSeconds() {
        String text = header("retry-after");
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }

    /** The value of a header, or an empty text. */
    public String header(String name) {
        int start = head.toLowerCase(Locale.ROOT).indexOf("\r\n" + name + ": ");
        return start < 0 ? "" : between(head.substring(start), ": ", "\r\n");
    }

    /** The value of a cookie that is set, or an empty text. */
    public String cookie(String name) {
        return between(head, ": " + name + "=", ";");
    }

    /** The text of a field of a flat JSON object. */
    public String field(String name) {
        return between(body.toString(StandardCharsets.UTF_8), "\"" + name + "\":\"", "\"");
    }

    private static String between(String text, String before, String after) {
        int start = text.indexOf(before);
        int from = start + before.length();
        return start < 0 ? "" : text.substring(from, text.indexOf(after, from));
    }
}
