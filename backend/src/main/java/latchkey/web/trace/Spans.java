package latchkey.web.trace;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * What Vert.x doesn't report to a trace. An interface, so that the classes of OpenTelemetry are loaded only for traces.
 */
public interface Spans {

    /** The route that answers the request: never its path, which may hold a token. */
    void routed(Context request, String route);

    /** A statement that is executed for the request in a group with others. */
    <T> Future<T> statement(Context request, String sql, Future<T> answer);

    /** The request queues a mail, which has a trace of its own, with the mail's id. */
    void announced(Context request, UUID mail);

    /** An attempt to send a mail. */
    <T> Future<T> attempt(UUID mail, String kind, Future<T> attempt, Function<T, String> outcome);

    /** Empty if there are no traces. */
    static Optional<Spans> of(Context context) {
        return ((ContextInternal) context).tracer() instanceof Spans spans ? Optional.of(spans) : Optional.empty();
    }

    /** Returns the id, and reports it as a mail's to the trace of the request under way, if there is one. */
    static UUID mail(UUID id) {
        Optional.ofNullable(Vertx.currentContext())
                .ifPresent(request -> of(request).ifPresent(spans -> spans.announced(request, id)));
        return id;
    }
}
