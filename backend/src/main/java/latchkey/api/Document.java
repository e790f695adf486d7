package latchkey.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The OpenAPI document of the staff API: served as it is, and every request is checked against it.
 *
 * @param yaml the file as it is served
 * @param contract the same as far as vertx-openapi supports it: only JSON bodies, only absolute server URLs
 */
public record Document(String yaml, OpenAPIContract contract) {

    private static final String FILE = "/openapi/staff.yaml";

    /** Reads it on a worker thread; a fault in the document fails the future. */
    public static Future<Document> read(Vertx vertx) {
        String yaml = text();
        return vertx.executeBlocking(() -> requests(parse(yaml)))
                .compose(document -> OpenAPIContract.from(vertx, document))
                .map(contract -> new Document(yaml, contract));
    }

    private static String text() {
        try (InputStream file = Document.class.getResourceAsStream(FILE)) {
            return new String(Objects.requireNonNull(file, FILE).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked") // a document is an object
    private static JsonObject parse(String yaml) {
        return new JsonObject(
                (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(yaml));
    }

    private static JsonObject requests(JsonObject document) {
        JsonObject answers = new JsonObject().put("default", new JsonObject().put("description", "An answer"));
        JsonObject paths = document.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            JsonObject operations = paths.getJsonObject(path);
            operations.fieldNames().stream()
                    .filter(name -> !name.equals("parameters"))
                    .map(operations::getJsonObject)
                    .forEach(operation -> {
                        operation.put("responses", answers.copy());
                        if (!takesJson(operation)) {
                            operation.remove("requestBody");
                        }
                    });
        }
        document.getJsonObject("components").remove("responses");
        document.remove("servers");
        return document;
    }

    private static boolean takesJson(JsonObject operation) {
        JsonObject body = operation.getJsonObject("requestBody", new JsonObject());
        return body.getJsonObject("content", new JsonObject()).containsKey("application/json");
    }
}
