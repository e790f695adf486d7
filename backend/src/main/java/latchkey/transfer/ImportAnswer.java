package latchkey.transfer;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import latchkey.transfer.JudgedRow.Verdict;
import latchkey.transfer.row.RowWarning;
import latchkey.web.Failures;
import latchkey.web.RequestLog;

/**
 * The answer to an import, written piece by piece when it is over and, for callers who accept lines of JSON, with lines
 * before that report progress. Lines begin once the file is understood: until then a failure has a status of its own.
 * See docs/decisions/040-the-document-guards-the-api.md.
 */
final class ImportAnswer {

    private static final String LINES = "application/x-ndjson";

    private final RoutingContext context;
    private final Duration longestPause;
    private final HttpServerResponse response;
    private final boolean inLines;
    private boolean hasResult;
    private boolean hasRows;

    /**
     * @param longestPause a caller that reads nothing for this long is disconnected, since others wait for their turn
     */
    ImportAnswer(RoutingContext context, Duration longestPause) {
        this.context = context;
        this.longestPause = longestPause;
        this.response = context.response();
        this.inLines = context.parsedHeaders().accept().stream()
                .anyMatch(type -> LINES.equals(type.component() + "/" + type.subComponent()));
    }

    void tell(ImportProgress progress) {
        if (inLines && isHeard()) {
            beginBody(LINES);
            var _ = response.write(line("progress", progress.json()));
        }
    }

    /**
     * Everything but the rows. The import is committed by now, so a failure can only break off the answer.
     *
     * @param id of the import, if it added contacts
     * @param file how the file was understood
     */
    Future<Void> begin(
            boolean written,
            Optional<UUID> id,
            JsonObject file,
            Map<Verdict, Integer> counts,
            Map<RowWarning.Kind, Integer> warnings) {
        hasResult = true;
        beginBody(inLines ? LINES : "application/json");
        String head = new JsonObject()
                .put("written", written)
                .put("importId", id.map(UUID::toString).orElse(null))
                .mergeIn(file)
                .put("counts", json(counts))
                .put("warnings", json(warnings))
                .encode();
        return write(
                Buffer.buffer((inLines ? "{\"result\":" : "") + head.substring(0, head.length() - 1) + ",\"rows\":["));
    }

    Future<Void> rows(List<JudgedRow> rows) {
        var text = Buffer.buffer();
        for (JudgedRow row : rows) {
            text.appendString(hasRows ? "," : "").appendBuffer(row.toJson().toBuffer());
            hasRows = true;
        }
        return write(text);
    }

    Future<Void> end() {
        return response.end(inLines ? "]}}\n" : "]}");
    }

    /** Says why nothing was written, if the answer still allows it. */
    Future<Void> fail(Throwable failure) {
        if (!isHeard()) {
            return Future.succeededFuture();
        }
        if (hasResult) {
            return response.reset().mapEmpty();
        }
        return response.headWritten()
                ? response.end(line("problem", Failures.of(failure, context).toJson(RequestLog.id(context))))
                : Future.failedFuture(failure);
    }

    boolean isHeard() {
        return !response.closed() && !response.ended();
    }

    private Future<Void> write(Buffer text) {
        return response.write(text).timeout(longestPause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void beginBody(String type) {
        if (!response.headWritten()) {
            response.setChunked(true)
                    .putHeader("content-type", type)
                    .putHeader("cache-control", "no-store")
                    .putHeader("x-accel-buffering", "no");
        }
    }

    private static JsonObject json(Map<? extends Enum<?>, Integer> counts) {
        var byName = new JsonObject();
        counts.forEach((kind, count) -> byName.put(kind.name(), count));
        return byName;
    }

    private static Buffer line(String name, JsonObject value) {
        return new JsonObject().put(name, value).toBuffer().appendString("\n");
    }
}
