package latchkey.web.trace;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * What a trace is told that Vert.x doesn't tell it. An interface, so that the classes of OpenTelemetry are loaded only
 * where there are traces.
 */
public interface Spans {

    /** The route that answers the request: never its path, which may hold a token. */
    void routed(Context request, String route);

    /** A statement that is executed for the request among others. */
    <T> Future<T> statement(Context request, String sql, Future<T> answer);

    /** A mail is announced by the request, and has a trace of its own, whose id is the mail's. */
    void announced(Context request, UUID mail);

    /** An attempt to send a mail. */
    <T> Future<T> attempt(UUID mail, String kind, Future<T> attempt, Function<T, String> outcome);

    /** None where there are no traces. */
    static Optional<Spans> of(Context context) {
        return ((ContextInternal) context).tracer() instanceof Spans spans ? Optional.of(spans) : Optional.empty();
    }

    /** The same id; the request under way, if there is one, says that a mail has it. */
    static UUID mail(UUID id) {
        Optional.ofNullable(Vertx.currentContext())
                .ifPresent(request -> of(request).ifPresent(spans -> spans.announced(request, id)));
        return id;
    }
}
