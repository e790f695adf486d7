package latchkey.api;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.contract.RequestBody;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import latchkey.caller.Caller;
import latchkey.text.Texts;
import latchkey.text.Unicode;
import latchkey.web.Body;
import latchkey.web.Problem;

/**
 * Reads a request as the document describes it. What the document does not allow is a problem 400 that names the
 * fields.
 *
 * <p>Vert.x's own validator decodes query parameters twice and takes a search for {@code 1.5} for a number; here each
 * parameter has the type that the document gives it.
 */
final class RequestReader {

    private static final Texts TEXTS = Texts.of("problem", Locale.ROOT);
    private static final int MOST_ERRORS = 20;
    private static final int LONGEST_NAME = 100;

    private final SchemaRepository schemas;

    RequestReader(Document document) {
        schemas = document.contract().getSchemaRepository();
    }

    ApiRequest read(RoutingContext context, Operation operation, Caller caller) {
        var parameters = new HashMap<String, Object>();
        for (Parameter parameter : operation.getParameters()) {
            parameter(context, parameter).ifPresent(value -> parameters.put(parameter.getName(), value));
        }
        refuseUnknown(context, operation);
        JsonObject body = isBodyExpected(context, operation) ? body(context, operation) : new JsonObject();
        return new ApiRequest(context, Map.copyOf(parameters), body, caller);
    }

    /** As with a body: a caller who misspells {@code dryRun} must not find that everything was done. */
    private static void refuseUnknown(RoutingContext context, Operation operation) {
        Set<String> known = operation.getParameters().stream()
                .filter(parameter -> parameter.getIn() == Location.QUERY)
                .map(Parameter::getName)
                .collect(Collectors.toSet());
        context.queryParams().names().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw refused().field(name.length() > LONGEST_NAME ? "query" : name, "invalid.parameter");
                });
    }

    /** An optional body is read if one was sent. */
    private static boolean isBodyExpected(RoutingContext context, Operation operation) {
        RequestBody body = operation.getRequestBody();
        return body != null && (body.isRequired() || Body.of(context).length() > 0);
    }

    private Optional<Object> parameter(RoutingContext context, Parameter parameter) {
        String name = parameter.getName();
        List<String> sent = sent(context, parameter);
        if (sent.size() > 1 || !sent.stream().allMatch(Unicode::isText)) {
            throw refused().field(name, sent.size() > 1 ? "invalid.twice" : "invalid.text");
        }
        if (sent.isEmpty() && parameter.isRequired()) {
            throw refused().field(name, "invalid.required");
        }
        return sent.stream().findFirst().map(text -> checked(parameter, text));
    }

    private static List<String> sent(RoutingContext context, Parameter parameter) {
        String name = parameter.getName();
        return switch (parameter.getIn()) {
            case PATH -> List.of(context.pathParam(name));
            case QUERY -> context.queryParam(name);
            case HEADER -> context.request().headers().getAll(name);
            case COOKIE -> List.of();
        };
    }

    private Object checked(Parameter parameter, String text) {
        Object value = typed(parameter, text);
        List<OutputUnit> errors = errors(parameter.getSchema(), value);
        if (!errors.isEmpty()) {
            throw refused().field(parameter.getName(), key(errors.getFirst()));
        }
        return value;
    }

    /** A value that isn't of the parameter's type stays text, so that the schema refuses it. */
    private static Object typed(Parameter parameter, String text) {
        return switch (parameter.getSchemaType()) {
            case INTEGER -> text.matches("-?\\d{1,9}") ? (Object) Integer.valueOf(text) : text;
            case BOOLEAN -> Set.of("true", "false").contains(text) ? (Object) Boolean.valueOf(text) : text;
            default -> text;
        };
    }

    private JsonObject body(RoutingContext context, Operation operation) {
        String type = Objects.requireNonNullElse(context.request().getHeader("content-type"), "");
        if (!type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw Problem.of(415, "unsupported-media-type", "application/json");
        }
        String text = Body.json(context);
        StrictJson.check(text);
        var body = new JsonObject(text);
        JsonSchema schema = operation
                .getRequestBody()
                .determineContentType("application/json")
                .getSchema();
        List<OutputUnit> errors = errors(schema, body);
        if (!errors.isEmpty()) {
            throw refused(schema, body, errors);
        }
        return body;
    }

    /** The errors of the values themselves; those of the enclosing schemas only repeat that there is one. */
    private List<OutputUnit> errors(JsonSchema schema, Object value) {
        OutputUnit result = schemas.validator(schema).validate(value);
        return result.getValid()
                ? List.of()
                : result.getErrors().stream()
                        .filter(error -> TEXTS.has(key(error)))
                        .toList();
    }

    /** The first error of each field: a field of a wrong type is reported as unknown as well. */
    private static Problem refused(JsonSchema schema, JsonObject body, List<OutputUnit> errors) {
        Problem problem = refused();
        var named = new HashSet<String>();
        for (OutputUnit error : errors) {
            fields(schema, body, error)
                    .filter(field -> named.size() < MOST_ERRORS && named.add(field))
                    .forEach(field -> problem.field(field, key(error)));
        }
        return problem;
    }

    /** Where the error is; of the fields that are required, those that are missing. */
    private static Stream<String> fields(JsonSchema schema, JsonObject body, OutputUnit error) {
        if (error.getKeywordLocation().equals("#/required")) {
            return names(schema.get("required")).filter(name -> !body.containsKey(name));
        }
        String name = error.getInstanceLocation().replaceFirst("^#?/?", "").replace('/', '.');
        return Stream.of(name.isEmpty() || name.length() > LONGEST_NAME ? "body" : name);
    }

    private static Stream<String> names(Iterable<?> required) {
        var names = Stream.<String>builder();
        required.forEach(name -> names.add(name.toString()));
        return names.build();
    }

    private static String key(OutputUnit error) {
        String location = error.getKeywordLocation();
        return "invalid." + location.substring(location.lastIndexOf('/') + 1);
    }

    private static Problem refused() {
        return Problem.of(400, "bad-request");
    }
}
