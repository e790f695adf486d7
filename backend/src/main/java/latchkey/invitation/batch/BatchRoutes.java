package latchkey.invitation.batch;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.UUID;
import latchkey.api.ApiRequest;
import latchkey.api.Operations;
import latchkey.api.SignedInStaff;
import latchkey.limit.Limits;
import latchkey.web.Answering;
import latchkey.web.Problem;
import latchkey.web.Reply;

/** Staff invite many contacts together: preview, start, watch, stop, find again. */
public final class BatchRoutes {

    /** Ten thousand ids. */
    private static final int SELECTION_KB = 512;

    /** The number of refusals where no page is asked for. */
    private static final int ALL = Integer.MAX_VALUE;

    private final BatchTable batches;
    private final PreviewTable previews;

    /** @param longPool for choosing a batch's contacts, and for its preview */
    public BatchRoutes(Pool pool, Pool longPool, Limits limits) {
        this.batches = new BatchTable(pool, longPool);
        this.previews = new PreviewTable(longPool, limits);
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
                .map(found -> Reply.json(new JsonObject().put("items", BatchJson.list(found))));
    }

    private Future<Reply> start(SignedInStaff member, ApiRequest request) {
        return batches.start(
                        member,
                        Selection.of(member, request.body()),
                        request.network(),
                        request.idempotencyKey(),
                        request.body().getInteger("startsIn", 0))
                .map(batch -> Reply.json(202, new JsonObject().put("batch", batch.toString())));
    }

    private Future<Reply> preview(SignedInStaff member, ApiRequest request) {
        return previews.count(Selection.of(member, request.body()))
                .map(preview -> Reply.json(BatchJson.preview(preview)));
    }

    private Future<Reply> get(SignedInStaff member, ApiRequest request) {
        UUID id = request.id("batch");
        int offset = request.number("offset", 0);
        int limit = request.number("limit", ALL);
        return find(member, id)
                .compose(batch -> limit == 0
                        ? Future.succeededFuture(reply(batch, List.of(), List.of()))
                        : batches.refusals(member, id, offset, limit)
                                .compose(refused -> batches.undelivered(member, id, offset, limit)
                                        .compose(undelivered -> encoded(request, batch, refused, undelivered))));
    }

    /** Off the event loop: all refusals of a large batch are megabytes. */
    private static Future<Reply> encoded(
            ApiRequest request, BatchProgress batch, List<Refusal> refused, List<Undelivered> undelivered) {
        return request.context().vertx().executeBlocking(() -> reply(batch, refused, undelivered), false);
    }

    private static Reply reply(BatchProgress batch, List<Refusal> refused, List<Undelivered> undelivered) {
        return Reply.json(BatchJson.progress(batch)
                .put("refused", BatchJson.refusals(refused))
                .put("notDelivered", BatchJson.undelivered(undelivered)));
    }

    private Future<Reply> stop(SignedInStaff member, ApiRequest request) {
        UUID id = request.id("batch");
        return find(member, id).compose(batch -> batches.stop(member, id)).map(stopped -> Reply.empty(204));
    }

    private Future<BatchProgress> find(SignedInStaff member, UUID id) {
        return batches.find(member, id).map(found -> found.orElseThrow(() -> Problem.of(404, "not-found")));
    }
}
