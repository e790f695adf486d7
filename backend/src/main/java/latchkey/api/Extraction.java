package latchkey.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import io.vertx.json.schema.common.dsl.SchemaType;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatableRequest;
import io.vertx.openapi.validation.impl.RequestParameterImpl;
import io.vertx.openapi.validation.impl.ValidatableRequestImpl;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import latchkey.text.Unicode;
import latchkey.web.Body;
import latchkey.web.Problem;

/**
 * Hands a request to the validator in a form that it can't misread. Left to itself, it decodes query parameters a second
 * time and takes a search for {@code 1.5} for a number; a text in JSON's quotes is always a text.
 */
final class Extraction {

    private Extraction() {}

    static ValidatableRequest of(RoutingContext context, Operation operation) {
        return new ValidatableRequestImpl(
                Map.of(),
                parameters(context, operation, Location.HEADER),
                parameters(context, operation, Location.PATH),
                parameters(context, operation, Location.QUERY),
                new RequestParameterImpl(body(context)),
                Objects.requireNonNullElse(context.request().getHeader("content-type"), "")
                        .toLowerCase(Locale.ROOT));
    }

    private static Map<String, RequestParameter> parameters(
            RoutingContext context, Operation operation, Location location) {
        var values = new HashMap<String, RequestParameter>();
        for (Parameter parameter : operation.getParameters()) {
            if (parameter.getIn() == location) {
                value(context, parameter, location)
                        .ifPresent(text -> values.put(parameter.getName(), new RequestParameterImpl(text)));
            }
        }
        return values;
    }

    private static Optional<String> value(RoutingContext context, Parameter parameter, Location location) {
        String name = parameter.getName();
        List<String> sent = sent(context, name, location);
        if (sent.size() > 1 || !sent.stream().allMatch(Unicode::isText)) {
            throw Problem.of(400, "bad-request").field(name, sent.size() > 1 ? "is given twice" : "is not text");
        }
        return sent.stream()
                .findFirst()
                .map(text -> parameter.getSchemaType() == SchemaType.STRING ? Json.encode(text) : text);
    }

    private static List<String> sent(RoutingContext context, String name, Location location) {
        return switch (location) {
            case PATH -> List.of(context.pathParam(name));
            case QUERY -> context.queryParam(name);
            case HEADER -> context.request().headers().getAll(name);
            case COOKIE -> List.of();
        };
    }

    static Buffer body(RoutingContext context) {
        return Body.of(context);
    }
}
