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
 * What JSON leaves open and we don't: each field once, text that is text, no deeper than our documents are. Anything
 * else is a {@link Problem} 400.
 */
final class StrictJson {

    private static final int DEEPEST = 8;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private StrictJson() {}

    static void check(String body) {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw refused();
            }
            int depth = 1;
            while (depth > 0) {
                depth += step(parser, parser.nextToken());
            }
            if (parser.nextToken() != null) {
                throw refused();
            }
        } catch (JsonProcessingException e) {
            throw refused();
        } catch (IOException e) {
            throw new IllegalStateException("text in memory can be read", e);
        }
    }

    private static int step(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT, START_ARRAY -> 1;
            case END_OBJECT, END_ARRAY -> -1;
            case FIELD_NAME, VALUE_STRING -> {
                if (!Unicode.isText(parser.getText())) {
                    throw Problem.of(400, "bad-request")
                            .field(parser.currentName(), "has characters that are not text");
                }
                yield 0;
            }
            case null -> throw refused();
            default -> 0;
        };
    }

    private static Problem refused() {
        return Problem.of(400, "bad-request").field("body", "is not a JSON object with each field once");
    }
}
