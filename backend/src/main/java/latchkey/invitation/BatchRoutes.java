package latchkey.invitation;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.Map;
import java.util.UUID;
import latchkey.api.ApiRequest;
import latchkey.api.Operations;
import latchkey.api.SignedInStaff;
import latchkey.limit.Limits;
import latchkey.web.Answering;
import latchkey.web.Problem;
import latchkey.web.Reply;

/** Staff invite many at once: look first, start, watch, stop, find again. */
public final class BatchRoutes {

    /** Ten thousand ids. */
    private static final int SELECTION_KB = 512;

    private static final String INVITED = "SENT";

    private final BatchTable batches;
    private final Limits limits;

    public BatchRoutes(Pool pool, Limits limits) {
        this.batches = new BatchTable(pool);
        this.limits = limits;
    }

    public void mount(Operations operations) {
        operations.on("listBatches", this::list);
        operations.on("inviteMany", SELECTION_KB, Answering::patiently, this::start);
        operations.on("previewInvitations", SELECTION_KB, Answering::patiently, this::preview);
        operations.on("getBatch", this::get);
        operations.on("stopBatch", this::stop);
    }

    private Future<Reply> list(SignedInStaff member, ApiRequest request) {
        return batches.newest(member, request.number("limit", 10))
                .map(items -> Reply.json(new JsonObject().put("items", items)));
    }

    private Future<Reply> start(SignedInStaff member, ApiRequest request) {
        return batches.start(member, Selection.of(member, request.body()), request.network(), request.idempotencyKey())
                .map(batch -> Reply.json(202, new JsonObject().put("batch", batch.toString())));
    }

    private Future<Reply> preview(SignedInStaff member, ApiRequest request) {
        int most = limits.invitationByContact().count();
        return batches.preview(Selection.of(member, request.body()), most)
                .map(counts -> Reply.json(new JsonObject()
                        .put(
                                "total",
                                counts.values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum())
                        .put("allowed", counts.getOrDefault(INVITED, 0L))
                        .put("refused", refused(counts))));
    }

    private Future<Reply> get(SignedInStaff member, ApiRequest request) {
        UUID id = request.id("batch");
        return find(member, id)
                .compose(batch -> batches.refused(id).map(refused -> Reply.json(batch.put("refused", refused))));
    }

    private Future<Reply> stop(SignedInStaff member, ApiRequest request) {
        UUID id = request.id("batch");
        return find(member, id).compose(batch -> batches.stop(id)).map(stopped -> Reply.empty(204));
    }

    private Future<JsonObject> find(SignedInStaff member, UUID id) {
        return batches.find(member, id).map(found -> found.orElseThrow(() -> Problem.of(404, "not-found")));
    }

    private static JsonArray refused(Map<String, Long> counts) {
        var refused = new JsonArray();
        counts.forEach((outcome, count) -> {
            if (!outcome.equals(INVITED)) {
                refused.add(BatchTable.reason(outcome).put("count", count));
            }
        });
        return refused;
    }
}
