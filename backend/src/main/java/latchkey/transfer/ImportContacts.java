package latchkey.transfer;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import latchkey.api.SignedInStaff;
import latchkey.database.SqlState;
import latchkey.region.Regions;
import latchkey.text.Texts;
import latchkey.transfer.ImportTable.Judged;
import latchkey.web.Problem;

/** Takes contacts from a file. The file is read, and the answer written, on a worker thread: both may be large. */
final class ImportContacts {

    private static final Texts TEXTS = Texts.of("staff", Locale.ROOT);

    /** What was sent. */
    record Upload(Buffer file, Optional<String> mapping, Optional<String> region, boolean dryRun, String network) {}

    private record Understood(ImportColumns columns, List<ImportRow> rows) {

        List<ImportRow> accepted() {
            return rows.stream().filter(ImportRow::isAccepted).toList();
        }
    }

    private final Vertx vertx;
    private final ImportTable table;
    private final Regions regions;

    ImportContacts(Vertx vertx, ImportTable table, Regions regions) {
        this.vertx = vertx;
        this.table = table;
        this.regions = regions;
    }

    /**
     * What became, or would become, of each row, as JSON.
     *
     * @param progress is told on the event loop
     */
    Future<Buffer> run(SignedInStaff member, Upload upload, Consumer<ImportProgress> progress) {
        return vertx.executeBlocking(() -> understand(member, upload), false)
                .compose(understood -> judge(member, upload, understood.accepted(), progress)
                        .compose(judged ->
                                vertx.executeBlocking(() -> answer(understood, judged, upload.dryRun()), false)));
    }

    private Understood understand(SignedInStaff member, Upload upload) {
        CsvFile file = CsvFile.read(upload.file().getBytes());
        ImportColumns columns = ImportColumns.of(file.columns(), upload.mapping());
        return new Understood(columns, new ImportReader(member, regions, columns, upload.region()).read(file.rows()));
    }

    private Future<Map<Integer, Judged>> judge(
            SignedInStaff member, Upload upload, List<ImportRow> rows, Consumer<ImportProgress> progress) {
        return upload.dryRun()
                ? table.judge(rows, progress)
                : table.write(rows, member, upload.network(), progress)
                        .recover(failure -> Future.failedFuture(
                                SqlState.isDuplicateKey(failure) ? Problem.of(409, "address-in-use") : failure));
    }

    private static Buffer answer(Understood understood, Map<Integer, Judged> judged, boolean dryRun) {
        var counts = new TreeMap<String, Integer>();
        var rows = new JsonArray();
        for (ImportRow row : understood.rows()) {
            JsonObject verdict = verdict(row, judged);
            counts.merge(verdict.getString("verdict"), 1, Integer::sum);
            rows.add(verdict);
        }
        return new JsonObject()
                .put("written", !dryRun)
                .put("columns", new JsonArray(understood.columns().names()))
                .put("mapping", new JsonObject(Map.copyOf(understood.columns().mapping())))
                .put("counts", new JsonObject(Map.copyOf(counts)))
                .put("rows", rows)
                .toBuffer();
    }

    private static JsonObject verdict(ImportRow row, Map<Integer, Judged> judged) {
        Optional<Judged> found = Optional.ofNullable(judged.get(row.number()));
        String verdict = found.map(Judged::verdict).orElse("REFUSED");
        Optional<String> reason = verdict.equals("REFUSED")
                ? row.refusal().or(() -> Optional.of(TEXTS.text("import.address-in-use")))
                : Optional.empty();
        return new JsonObject()
                .put("row", row.number())
                .put("verdict", verdict)
                .put("reason", reason.orElse(null))
                .put("contact", row.contact())
                .put("changes", found.flatMap(Judged::was).orElseGet(JsonObject::new));
    }
}
