package latchkey.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The measurements of two contenders in each round; medians, with minimum and maximum. */
public final class Rounds {

    private record Key(String what, String unit) {}

    private final String one;
    private final String other;
    private final Map<Key, Map<String, List<Double>>> measured = new LinkedHashMap<>();

    public Rounds(String one, String other) {
        this.one = one;
        this.other = other;
    }

    public void add(String what, String unit, String contender, double value) {
        measured.computeIfAbsent(new Key(what, unit), key -> new LinkedHashMap<>())
                .computeIfAbsent(contender, name -> new ArrayList<>())
                .add(value);
    }

    public void addTo(Results results) {
        measured.forEach((key, values) -> {
            List<Double> ours = values.getOrDefault(one, List.of());
            List<Double> theirs = values.getOrDefault(other, List.of());
            String text = "%s %s, %s %s: %.1f times"
                    .formatted(one, text(ours, key.unit()), other, text(theirs, key.unit()), ratio(ours, theirs));
            results.row(key.what(), text, "", true);
        });
    }

    private static double ratio(List<Double> ours, List<Double> theirs) {
        return Math.max(median(ours) / median(theirs), median(theirs) / median(ours));
    }

    private static String text(List<Double> values, String unit) {
        double least = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        String form = most < 10 ? "%.2f" : "%.0f";
        String median = form.formatted(median(values)) + " " + unit;
        return values.size() < 2 ? median : median + (" (" + form + " to " + form + ")").formatted(least, most);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
