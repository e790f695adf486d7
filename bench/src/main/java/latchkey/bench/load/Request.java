package latchkey.bench.load;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** An HTTP/1.1 request as it goes over the wire. */
public record Request(Buffer bytes) {

    public static Request get(String host, String path, String... headers) {
        return new Request(Buffer.buffer(head("GET", host, path, headers) + "\r\n"));
    }

    public static Request json(String host, String path, String body, String... headers) {
        return post(host, path, "application/json", body, headers);
    }

    public static Request form(String host, String path, String body, String... headers) {
        return post(host, path, "application/x-www-form-urlencoded", body, headers);
    }

    private static Request post(String host, String path, String type, String body, String... headers) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return new Request(Buffer.buffer(head("POST", host, path, headers) + "content-type: " + type
                + "\r\ncontent-length: " + length + "\r\n\r\n" + body));
    }

    /** @param headers names and values in turn */
    private static String head(String method, String host, String path, String... headers) {
        var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nhost: " + host + "\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        return head.toString();
    }
}
