package latchkey.api;

import static java.util.Objects.requireNonNull;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.Optional;
import java.util.UUID;
import latchkey.caller.Caller;
import latchkey.key.Ids;
import latchkey.web.Body;
import latchkey.web.Problem;

/**
 * A request that the document allows.
 *
 * @param caller where it came from
 */
public record ApiRequest(RoutingContext context, ValidatedRequest valid, Caller caller) {

    /** A query parameter; empty if it was left out or is blank. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(parameter(name).getString()).filter(text -> !text.isBlank());
    }

    public int number(String name, int otherwise) {
        return parameter(name).getInteger(otherwise);
    }

    public boolean flag(String name) {
        return parameter(name).getBoolean(false);
    }

    /** The id in the path; what has no form of an id is nobody's. */
    public UUID id(String name) {
        return Ids.parse(requireNonNull(valid.getPathParameters().get(name)).getString(""))
                .orElseThrow(() -> Problem.of(404, "not-found"));
    }

    /** What names this request, so that it does nothing twice when it is sent again. */
    public Optional<UUID> idempotencyKey() {
        return Optional.ofNullable(valid.getHeaders().get("Idempotency-Key"))
                .map(RequestParameter::getString)
                .map(key -> UUID.fromString(key.replace("\"", "")));
    }

    public JsonObject body() {
        return valid.getBody().getJsonObject(new JsonObject());
    }

    /** The body of a request whose content the document leaves open. */
    public Buffer bytes() {
        return Body.of(context);
    }

    public String network() {
        return caller.network();
    }

    /** The validator knows every parameter of the document, sent or not. */
    private RequestParameter parameter(String name) {
        return requireNonNull(valid.getQuery().get(name), name);
    }
}
