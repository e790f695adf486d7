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
 * @param parameters of the path, the query and the headers, by their names; what was not sent is not there
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

    /** The id in the path; what has no form of an id is nobody's. */
    public UUID id(String name) {
        return text(name).flatMap(Ids::parse).orElseThrow(() -> Problem.of(404, "not-found"));
    }

    /** What names this request, so that it does nothing twice when it is sent again. */
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
