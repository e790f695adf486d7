package latchkey.invitation;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.Map;
import java.util.UUID;
import latchkey.api.Member;
import latchkey.api.Operations;
import latchkey.api.Sent;
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

    private Future<Reply> list(Member member, Sent sent) {
        return batches.newest(member, sent.number("limit", 10))
                .map(items -> Reply.json(new JsonObject().put("items", items)));
    }

    private Future<Reply> start(Member member, Sent sent) {
        return batches.start(member, Selection.of(member, sent.body()), sent.network(), sent.idempotencyKey())
                .map(batch -> Reply.json(202, new JsonObject().put("batch", batch.toString())));
    }

    private Future<Reply> preview(Member member, Sent sent) {
        int most = limits.invitationByContact().count();
        return batches.preview(Selection.of(member, sent.body()), most)
                .map(counts -> Reply.json(new JsonObject()
                        .put(
                                "total",
                                counts.values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum())
                        .put("allowed", counts.getOrDefault(INVITED, 0L))
                        .put("refused", refused(counts))));
    }

    private Future<Reply> get(Member member, Sent sent) {
        UUID id = sent.id("batch");
        return find(member, id)
                .compose(batch -> batches.refused(id).map(refused -> Reply.json(batch.put("refused", refused))));
    }

    private Future<Reply> stop(Member member, Sent sent) {
        UUID id = sent.id("batch");
        return find(member, id).compose(batch -> batches.stop(id)).map(stopped -> Reply.empty(204));
    }

    private Future<JsonObject> find(Member member, UUID id) {
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
