package latchkey.invitation.batch;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import latchkey.invitation.InvitationOutcome;
import latchkey.text.Texts;

/** Batches as the staff API answers them. */
final class BatchJson {

    private static final Texts TEXTS = Texts.of("staff", Locale.ROOT);

    private BatchJson() {}

    static JsonObject progress(BatchProgress batch) {
        return new JsonObject()
                .put("id", batch.id().toString())
                .put("state", batch.state())
                .put("problem", batch.state() == BatchProgress.State.FAILED ? TEXTS.text("batch.failed") : null)
                .put("total", batch.total())
                .put("done", batch.done())
                .put("invited", batch.invited())
                .put("reasons", counted(batch.refused()))
                .put("queued", batch.queued())
                .put("accepted", batch.accepted())
                .put("undelivered", batch.undelivered())
                .put("startsAt", batch.startsAt().toString())
                .put("startedAt", batch.startedAt().toString())
                .put("startedBy", batch.startedBy());
    }

    static JsonArray list(List<BatchProgress> batches) {
        return new JsonArray(batches.stream().map(BatchJson::progress).toList());
    }

    static JsonArray refusals(List<Refusal> refusals) {
        return new JsonArray(refusals.stream()
                .map(refusal -> reason(refusal.reason())
                        .put("contactId", refusal.contact().toString())
                        .put("name", refusal.name())
                        .put("email", refusal.email().orElse(null)))
                .toList());
    }

    static JsonArray undelivered(List<Undelivered> undelivered) {
        return new JsonArray(undelivered.stream()
                .map(one -> new JsonObject()
                        .put("contactId", one.contact().toString())
                        .put("name", one.name())
                        .put("email", one.email())
                        .put("type", one.status().toLowerCase(Locale.ROOT))
                        .put("reason", reason(one)))
                .toList());
    }

    private static String reason(Undelivered one) {
        String status = TEXTS.text("mail-status." + one.status());
        return one.detail()
                .map(words -> TEXTS.text("undelivered", status, words))
                .orElse(status);
    }

    static JsonObject preview(PreviewTable.Preview preview) {
        Map<InvitationOutcome.Kind, Long> counts = preview.counts();
        var groups = new JsonArray();
        preview.allowed()
                .forEach((group, count) ->
                        groups.add(new JsonObject().put("group", group).put("count", count)));
        return new JsonObject()
                .put(
                        "total",
                        counts.values().stream().mapToLong(Long::longValue).sum())
                .put("allowed", counts.getOrDefault(InvitationOutcome.Kind.SENT, 0L))
                .put("groups", groups)
                .put("refused", counted(counts))
                .put("warnings", warnings(preview));
    }

    private static JsonArray counted(Map<InvitationOutcome.Kind, Long> counts) {
        var refused = new JsonArray();
        counts.forEach((kind, count) -> {
            if (kind != InvitationOutcome.Kind.SENT) {
                refused.add(reason(kind).put("count", count));
            }
        });
        return refused;
    }

    private static JsonArray warnings(PreviewTable.Preview preview) {
        return new JsonArray(
                Stream.of(warning("shared-address", preview.shared()), warning("suggestion", preview.misspelt()))
                        .filter(warning -> warning.getLong("count") > 0)
                        .toList());
    }

    private static JsonObject warning(String type, PreviewTable.Warned warned) {
        var first = warned.first().stream()
                .map(one -> new JsonObject()
                        .put("contactId", one.contact().toString())
                        .put("name", one.name()))
                .toList();
        return new JsonObject().put("type", type).put("count", warned.count()).put("first", new JsonArray(first));
    }

    /** Why not: a type for programs, a sentence for people. */
    private static JsonObject reason(InvitationOutcome.Kind kind) {
        String type = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new JsonObject().put("type", type).put("reason", TEXTS.text("refusal." + type));
    }
}
