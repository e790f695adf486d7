package latchkey.bench.load;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** The result of a load: times of served requests, times of refused ones, and every other answer by its status. */
public final class Tally {

    private static final long LONGEST_MICROS = 120_000_000;

    private final Histogram served = new Histogram(LONGEST_MICROS, 3);
    private final Histogram refused = new Histogram(LONGEST_MICROS, 3);
    private final Map<Integer, Integer> others = new TreeMap<>();
    private double seconds;

    void add(Answer answer, long nanos) {
        long micros = Math.min(LONGEST_MICROS, Math.max(1, nanos / 1000));
        if (answer.isOk()) {
            served.recordValue(micros);
        } else if (answer.isRefusal()) {
            refused.recordValue(micros);
        } else {
            others.merge(answer.status(), 1, Integer::sum);
        }
    }

    /** Adds another load of the same kind, after this one. */
    public void add(Tally other) {
        addBeside(other);
        seconds += other.seconds;
    }

    /** Adds another load of the same kind, at the same time. */
    public void addBeside(Tally other) {
        served.add(other.served);
        refused.add(other.refused);
        other.others.forEach((status, count) -> others.merge(status, count, Integer::sum));
    }

    void unanswered(int count) {
        if (count > 0) {
            others.merge(0, count, Integer::sum);
        }
    }

    Tally lasting(Duration duration) {
        seconds = duration.toNanos() / 1e9;
        return this;
    }

    public double servedPerSecond() {
        return served.getTotalCount() / seconds;
    }

    public double refusedPerSecond() {
        return refused.getTotalCount() / seconds;
    }

    public long served() {
        return served.getTotalCount();
    }

    public long refused() {
        return refused.getTotalCount();
    }

    public long errors() {
        return others.values().stream().mapToInt(Integer::intValue).sum();
    }

    public double servedMillis(double percentile) {
        return served.getValueAtPercentile(percentile) / 1000.0;
    }

    public double refusedMillis(double percentile) {
        return refused.getValueAtPercentile(percentile) / 1000.0;
    }

    public JsonObject toJson() {
        return new JsonObject()
                .put("seconds", seconds)
                .put("served", times(served))
                .put("refused", times(refused))
                .put("others", new JsonObject(new TreeMap<>(byName())));
    }

    private Map<String, Object> byName() {
        var named = new TreeMap<String, Object>();
        others.forEach((status, count) -> named.put(status == 0 ? "broken" : Integer.toString(status), count));
        return named;
    }

    private static JsonObject times(Histogram histogram) {
        return new JsonObject()
                .put("count", histogram.getTotalCount())
                .put("p50", histogram.getValueAtPercentile(50) / 1000.0)
                .put("p90", histogram.getValueAtPercentile(90) / 1000.0)
                .put("p99", histogram.getValueAtPercentile(99) / 1000.0)
                .put("max", histogram.getMaxValue() / 1000.0);
    }

    @Override
    public String toString() {
        return "%.1f/s served (p50 %.1f, p99 %.1f ms), %.1f/s refused (p99 %.1f ms), others %s"
                .formatted(
                        servedPerSecond(),
                        servedMillis(50),
                        servedMillis(99),
                        refusedPerSecond(),
                        refusedMillis(99),
                        others);
    }
}
