package latchkey.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import latchkey.text.Unicode;

/**
 * The fields of a form or of a flat JSON object: each a text, each at most once. Anything else is a {@link Problem}
 * 400, another content type a 415.
 */
public final class Fields {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final int LONGEST_NAME = 60;

    private final Map<String, String> values;

    private Fields(Map<String, String> values) {
        this.values = values;
    }

    public static Fields form(RoutingContext context) {
        requireType(context, "application/x-www-form-urlencoded");
        String form = Body.of(context).toString(StandardCharsets.ISO_8859_1);
        var values = new HashMap<String, String>();
        for (String field : form.isEmpty() ? new String[0] : form.split("&")) {
            String[] parts = field.split("=", 2);
            String name = decoded(parts[0]);
            if (values.put(name, parts.length == 1 ? "" : decoded(parts[1])) != null) {
                throw badRequest(name, "invalid.twice");
            }
        }
        return new Fields(values);
    }

    public static Fields json(RoutingContext context) {
        requireType(context, "application/json");
        try (JsonParser parser = JSON.createParser(Body.json(context))) {
            return new Fields(flat(parser));
        } catch (JsonProcessingException e) {
            throw Problem.of(400, "bad-request").field("body", "invalid.json");
        } catch (IOException e) {
            throw new IllegalStateException("text in memory can be read", e);
        }
    }

    /** The field, or an empty text. */
    public String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** The field, which must be there. */
    public String required(String name) {
        String value = values.get(name);
        if (value == null) {
            throw Problem.of(400, "field-missing").field(name, "invalid.required");
        }
        return value;
    }

    private static Map<String, String> flat(JsonParser parser) throws IOException {
        var values = new HashMap<String, String>();
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw badRequest("body", "invalid.object");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() != JsonToken.VALUE_STRING) {
                throw badRequest(name, "invalid.text");
            }
            values.put(name, checked(name, parser.getText()));
        }
        if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
            throw badRequest("body", "invalid.several");
        }
        return values;
    }

    private static String decoded(String encoded) {
        return Encoded.decode(encoded).orElseThrow(() -> badRequest("body", "invalid.characters"));
    }

    private static String checked(String name, String value) {
        if (!Unicode.isText(value)) {
            throw badRequest(name, "invalid.characters");
        }
        return value;
    }

    private static void requireType(RoutingContext context, String type) {
        String header = Objects.requireNonNullElse(context.request().getHeader("content-type"), "");
        int end = header.indexOf(';');
        String sent = (end < 0 ? header : header.substring(0, end)).strip();
        if (!sent.equalsIgnoreCase(type)) {
            throw Problem.of(415, "unsupported-media-type", type);
        }
    }

    private static Problem badRequest(String field, String key) {
        return Problem.of(400, "bad-request").field(field.length() > LONGEST_NAME ? "body" : field, key);
    }
}
