package latchkey.bench.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import latchkey.bench.load.Tally;

/** What a run found: one row for each thing to reach, and the raw results of each load. */
public final class Results {

    private final List<Row> rows = new ArrayList<>();
    private final JsonObject raw = new JsonObject().put("at", Instant.now().toString());
    private final JsonArray loads = new JsonArray();
    private final PrintStream out;

    public Results(PrintStream out) {
        this.out = out;
        raw.put("machine", Machine.describe()).put("loads", loads);
        out.println(Machine.describe());
    }

    /** @param reach the target in words; empty if there is none */
    public record Row(String what, String measured, String reach, boolean reached) {}

    public void row(String what, String measured, String reach, boolean reached) {
        rows.add(new Row(what, measured, reach, reached));
    }

    /** Whether all targets were reached. */
    public boolean areReached() {
        return rows.stream().allMatch(Row::reached);
    }

    /** Keeps the result of a load, and prints it immediately. */
    public void load(String name, Tally tally, Map<String, Double> shares) {
        var processors = new JsonObject();
        shares.forEach(processors::put);
        // Per served request, refusals included: stays valid on a machine that does other things too.
        var millis = new JsonObject();
        double perShare = 1000.0 * Runtime.getRuntime().availableProcessors() / tally.servedPerSecond();
        shares.forEach((who, share) -> millis.put(who, Math.round(share * perShare * 1000) / 1000.0));
        loads.add(new JsonObject()
                .put("load", name)
                .put("tally", tally.toJson())
                .put("processors", processors)
                .put("processorMillisEach", millis));
        out.println(name + ": " + tally + "; " + percent(shares) + "; ms each " + millis);
    }

    public void number(String name, Object value) {
        raw.put(name, value);
        out.println(name + ": " + value);
    }

    /** One table, in Markdown, which reads well on a terminal too. */
    public void print() {
        BiConsumer<String, List<String>> line = (mark, cells) -> out.println("| " + String.join(" | ", cells) + mark);
        out.println();
        line.accept(" |", List.of("What", "Measured", "To reach", "Reached"));
        line.accept(" |", List.of("---", "---", "---", "---"));
        for (Row row : rows) {
            String reached = row.reach().isEmpty() ? "" : row.reached() ? "yes" : "**no**";
            line.accept(" |", List.of(row.what(), row.measured(), row.reach(), reached));
        }
        out.println();
    }

    public void write(Path file) throws IOException {
        var table = new JsonArray();
        rows.forEach(row -> table.add(JsonObject.of(
                "what", row.what(), "measured", row.measured(), "reach", row.reach(), "reached", row.reached())));
        raw.put("rows", table);
        Files.writeString(file, raw.encodePrettily());
        out.println("Raw results: " + file);
    }

    private static String percent(Map<String, Double> shares) {
        var text = new ArrayList<String>();
        shares.forEach((name, share) -> text.add("%s %.0f %%".formatted(name, share * 100)));
        return String.join(", ", text);
    }
}
