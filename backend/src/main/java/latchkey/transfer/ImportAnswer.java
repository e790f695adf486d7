package latchkey.transfer;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import latchkey.web.Failures;
import latchkey.web.Reply;
import latchkey.web.RequestLog;

/**
 * Answers an import when it is over and, to who accepts lines of JSON, says meanwhile how far it is. Lines begin when the
 * file is understood: until then a failure has a status of its own.
 */
final class ImportAnswer {

    private static final String LINES = "application/x-ndjson";
    private static final long LONGEST_SECONDS = 120;

    private final RoutingContext context;
    private final boolean inLines;

    ImportAnswer(RoutingContext context) {
        this.context = context;
        this.inLines = context.parsedHeaders().accept().stream()
                .anyMatch(type -> LINES.equals(type.component() + "/" + type.subComponent()));
    }

    /** @param run takes who wants to know how far it is, and ends with the result as JSON */
    Future<Void> give(Function<Consumer<ImportProgress>, Future<Buffer>> run) {
        return run.apply(this::tell)
                .timeout(LONGEST_SECONDS, TimeUnit.SECONDS)
                .compose(this::result)
                .recover(this::failure);
    }

    private void tell(ImportProgress progress) {
        if (inLines) {
            begin();
            write("progress", progress.json().toBuffer());
        }
    }

    private void begin() {
        if (!context.response().headWritten()) {
            context.response()
                    .setChunked(true)
                    .putHeader("content-type", LINES)
                    .putHeader("cache-control", "no-store")
                    .putHeader("x-accel-buffering", "no");
        }
    }

    private Future<Void> result(Buffer json) {
        if (inLines) {
            begin();
            return end("result", json);
        }
        var headers = Map.of("content-type", "application/json", "cache-control", "no-store");
        new Reply(200, headers, List.of(), json).send(context);
        return Future.succeededFuture();
    }

    private Future<Void> failure(Throwable failure) {
        if (!context.response().headWritten()) {
            return Future.failedFuture(failure);
        }
        JsonObject problem = Failures.of(failure, context).toJson(RequestLog.id(context));
        return end("problem", problem.toBuffer());
    }

    private Future<Void> end(String name, Buffer json) {
        write(name, json);
        return isHeard() ? context.response().end() : Future.succeededFuture();
    }

    /** What would be written to one who went away is lost; the import goes on. */
    private void write(String name, Buffer json) {
        if (isHeard()) {
            var _ = context.response()
                    .write(Buffer.buffer("{\"" + name + "\":")
                            .appendBuffer(json)
                            .appendString("}\n"));
        }
    }

    private boolean isHeard() {
        return !context.response().closed() && !context.response().ended();
    }
}
