package latchkey.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import latchkey.text.Unicode;
import latchkey.web.Problem;

/**
 * Stricter than JSON itself: each field once, text without NULs and lone surrogates, no deeper than our documents
 * are. Anything else is a {@link Problem} 400.
 */
public final class StrictJson {

    private static final int DEEPEST = 8;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private StrictJson() {}

    static void check(String body) {
        check("body", body);
    }

    /** @param field what the problem names */
    public static void check(String field, String json) {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw refused(field);
            }
            int depth = 1;
            while (depth > 0) {
                depth += step(field, parser, parser.nextToken());
            }
            if (parser.nextToken() != null) {
                throw refused(field);
            }
        } catch (JsonProcessingException e) {
            throw refused(field);
        } catch (IOException e) {
            throw new IllegalStateException("text in memory can be read", e);
        }
    }

    private static int step(String field, JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT, START_ARRAY -> 1;
            case END_OBJECT, END_ARRAY -> -1;
            case FIELD_NAME, VALUE_STRING -> {
                if (!Unicode.isText(parser.getText())) {
                    throw Problem.of(400, "bad-request").field(parser.currentName(), "invalid.characters");
                }
                yield 0;
            }
            case null -> throw refused(field);
            default -> 0;
        };
    }

    private static Problem refused(String field) {
        return Problem.of(400, "bad-request").field(field, "invalid.json");
    }
}
