package latchkey.api;

import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.validation.SchemaValidationException;
import io.vertx.openapi.validation.ValidatorException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import latchkey.text.Texts;
import latchkey.web.Problem;

/** What the document forbids, as a problem that names the field. */
final class Violation {

    private static final Texts TEXTS = Texts.of("problem", Locale.ROOT);
    private static final Pattern PARAMETER = Pattern.compile("(?:query|path|header) parameter ([\\w-]+)");
    private static final Pattern PROPERTY = Pattern.compile("property \"([^\"]{1,60})\"");

    private Violation() {}

    static Problem of(ValidatorException refusal) {
        Problem problem = Problem.of(400, "bad-request");
        Optional<String> parameter = first(PARAMETER, Objects.toString(refusal.getMessage()));
        List<OutputUnit> errors =
                refusal instanceof SchemaValidationException schema ? innermost(schema.getOutputUnit()) : List.of();
        errors.forEach(error -> problem.field(parameter.orElseGet(() -> field(error)), message(error)));
        return errors.isEmpty() ? problem.field(parameter.orElse("body"), TEXTS.text("invalid.other")) : problem;
    }

    /** The errors of the values themselves: those of the schemas around them only repeat that there is one. */
    private static List<OutputUnit> innermost(OutputUnit unit) {
        return unit.getErrors().stream()
                .filter(error -> TEXTS.has("invalid." + keyword(error)))
                .limit(20)
                .toList();
    }

    private static String field(OutputUnit error) {
        String location = error.getInstanceLocation().replaceFirst("^#?/?", "").replace('/', '.');
        String missing = keyword(error).equals("required")
                ? first(PROPERTY, error.getError()).orElse("")
                : "";
        String name = location.isEmpty() || missing.isEmpty() ? location + missing : location + "." + missing;
        return name.isEmpty() || name.length() > 100 ? "body" : name;
    }

    private static String message(OutputUnit error) {
        return TEXTS.text("invalid." + keyword(error));
    }

    private static String keyword(OutputUnit error) {
        String location = error.getKeywordLocation();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
