package latchkey.page;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import latchkey.key.Sha256;

/**
 * A static file under a name that changes with its content, so that browsers may keep it for ever.
 *
 * @param zipped the same bytes compressed by gzip, if that makes them fewer
 */
record Asset(String path, String type, Buffer body, Optional<Buffer> zipped) {

    static Asset of(String name, String ending, String type, byte[] content) {
        String path = "/static/" + name + "-" + digest(content) + "." + ending;
        byte[] zipped = gzip(content);
        return new Asset(
                path,
                type,
                Buffer.buffer(content),
                zipped.length < content.length ? Optional.of(Buffer.buffer(zipped)) : Optional.empty());
    }

    static Asset of(String name, String ending, String type, String content) {
        return of(name, ending, type, content.getBytes(StandardCharsets.UTF_8));
    }

    private static String digest(byte[] content) {
        return HexFormat.of().formatHex(Sha256.of(content), 0, 6);
    }

    private static byte[] gzip(byte[] content) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
