package latchkey.web.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import latchkey.testing.World;

/** Takes what is sent by OTLP (http/protobuf), as a collector of traces does. */
final class Collector implements AutoCloseable {

    /** @param links ids of the traces that it leads to */
    record Span(String trace, String id, String parent, String name, List<String> links) {}

    private final List<Buffer> received = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server = World.await(vertx.createHttpServer()
            .requestHandler(request -> request.bodyHandler(body -> {
                received.add(body);
                request.response()
                        .putHeader("content-type", "application/x-protobuf")
                        .end();
            }))
            .listen(0, "127.0.0.1"));

    String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** All that was sent, a character for each byte. */
    String bytes() {
        return String.join(
                "", received.stream().map(body -> body.toString(ISO_8859_1)).toList());
    }

    List<Span> spans() {
        var spans = new ArrayList<Span>();
        received.forEach(body -> fields(body.getBytes(), 1)
                .forEach(resource ->
                        fields(resource, 2).forEach(scope -> fields(scope, 2).forEach(span -> spans.add(span(span))))));
        return spans;
    }

    @Override
    public void close() {
        World.await(vertx.close());
    }

    private static Span span(byte[] span) {
        return new Span(
                hex(span, 1),
                hex(span, 2),
                hex(span, 4),
                new String(fields(span, 5).getFirst(), ISO_8859_1),
                fields(span, 13).stream().map(link -> hex(link, 1)).toList());
    }

    private static String hex(byte[] message, int number) {
        return String.join(
                "",
                fields(message, number).stream().map(HexFormat.of()::formatHex).toList());
    }

    /** Of a message of protobuf the fields of this number that have a length. */
    private static List<byte[]> fields(byte[] message, int number) {
        var fields = new ArrayList<byte[]>();
        var rest = ByteBuffer.wrap(message);
        while (rest.hasRemaining()) {
            long tag = varint(rest);
            switch ((int) tag & 7) {
                case 0 -> {
                    long _ = varint(rest);
                }
                case 1 -> rest.position(rest.position() + Long.BYTES);
                case 2 -> {
                    byte[] field = new byte[(int) varint(rest)];
                    rest.get(field);
                    if (tag >> 3 == number) {
                        fields.add(field);
                    }
                }
                default -> rest.position(rest.position() + Integer.BYTES);
            }
        }
        return fields;
    }

    private static long varint(ByteBuffer bytes) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte part = bytes.get();
            value |= (part & 0x7fL) << shift;
            if (part >= 0) {
                return value;
            }
        }
    }
}
