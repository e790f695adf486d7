package latchkey.testing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;

/** What people, spreadsheets and mail programs really produced, with what is to become of it. */
public final class Cases {

    private Cases() {}

    /** @param file under {@code cases/} of the tests' resources */
    public static JsonObject read(String file) {
        try (InputStream stream = Cases.class.getResourceAsStream("/cases/" + file)) {
            byte[] bytes = Objects.requireNonNull(stream, file).readAllBytes();
            return new JsonObject(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pairs of a list in a file. */
    public static Stream<JsonArray> pairs(String file, String list) {
        return read(file).getJsonArray(list).stream().map(JsonArray.class::cast);
    }
}
