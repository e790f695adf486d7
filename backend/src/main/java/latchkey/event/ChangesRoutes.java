package latchkey.event;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import latchkey.api.ApiRequest;
import latchkey.api.Operations;
import latchkey.api.SignedInStaff;
import latchkey.api.StaffGate;

/** What changes, as it changes, as server-sent events, limited to the member's regions. */
public final class ChangesRoutes {

    /** A proxy considers a stream dead that is silent for longer. */
    private static final long HEARTBEAT_MILLIS = 15_000;

    private final Vertx vertx;
    private final StaffGate gate;

    public ChangesRoutes(Vertx vertx, StaffGate gate) {
        this.vertx = vertx;
        this.gate = gate;
    }

    public void mount(Operations operations) {
        operations.watch("streamChanges", this::stream);
    }

    /**
     * Lasts until the reader disconnects, the backend stops, the member's rights change or a heartbeat finds the
     * session over.
     */
    private Future<Void> stream(SignedInStaff member, ApiRequest request) {
        HttpServerResponse response = request.context().response();
        var stream = new ChangeStream(response, gate, member);
        response.setChunked(true)
                .putHeader("content-type", "text/event-stream")
                .putHeader("cache-control", "no-store")
                .putHeader("x-accel-buffering", "no");
        var consumer =
                vertx.eventBus().<JsonObject>localConsumer(Announcements.ADDRESS, change -> stream.tell(change.body()));
        long heartbeat = vertx.setPeriodic(HEARTBEAT_MILLIS, tick -> stream.beat());
        request.context().addEndHandler(ended -> {
            vertx.cancelTimer(heartbeat);
            var _ = consumer.unregister();
        });
        request.context().request().connection().shutdownHandler(stopping -> stream.end());
        // Catches rights that changed while the stream was being opened.
        return response.write(": open\n\n").onSuccess(open -> stream.beat());
    }
}
