package latchkey.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import latchkey.caller.Caller;
import latchkey.key.Ids;
import latchkey.web.Body;
import latchkey.web.Problem;

/**
 * A request that the document allows.
 *
 * @param parameters of the path, the query and the headers, by name; those that were not sent are absent
 * @param body empty where the document asks for none
 * @param caller where it came from
 */
public record ApiRequest(RoutingContext context, Map<String, Object> parameters, JsonObject body, Caller caller) {

    /** A query parameter; empty if it was left out or is blank. */
    public Optional<String> text(String name) {
        return Optional.ofNullable((String) parameters.get(name)).filter(text -> !text.isBlank());
    }

    public int number(String name, int otherwise) {
        return (int) parameters.getOrDefault(name, otherwise);
    }

    public boolean flag(String name) {
        return (boolean) parameters.getOrDefault(name, false);
    }

    /** The id in the path; 404 if it doesn't have the form of an id. */
    public UUID id(String name) {
        return text(name).flatMap(Ids::parse).orElseThrow(() -> Problem.of(404, "not-found"));
    }

    /** The key that identifies this request, so that sending it again does nothing more. */
    public Optional<UUID> idempotencyKey() {
        return text("Idempotency-Key").map(key -> UUID.fromString(key.replace("\"", "")));
    }

    /** The body of a request whose content the document leaves open. */
    public Buffer bytes() {
        return Body.of(context);
    }

    public String network() {
        return caller.network();
    }
}
