package latchkey.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import latchkey.bench.load.Tally;

/** Draws time over offered load: how long it takes to be served or asked to retry, on a logarithmic scale. */
public final class Picture {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 430;
    private static final int LEFT = 70;
    private static final int RIGHT = 150;
    private static final int TOP = 40;
    private static final int BOTTOM = 60;
    private static final double LEAST_MILLIS = 0.1;
    private static final double DECADES = 4;
    private static final double MOST_LOAD = 3.1;

    private final SortedMap<Double, Tally> points;

    private Picture(SortedMap<Double, Tally> points) {
        this.points = points;
    }

    /** @param points by offered load, as a multiple of what can be hashed */
    public static void write(Path file, SortedMap<Double, Tally> points, double hashesPerSecond) throws IOException {
        Files.writeString(file, new Picture(points).svg(hashesPerSecond));
    }

    private String svg(double hashesPerSecond) {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img">
                <title>Time of a sign-in over offered load</title>
                <style>
                text { font: 13px system-ui, sans-serif; fill: #333 }
                .grid { stroke: #ddd } .line { fill: none; stroke-width: 2.5 }
                .a { stroke: #1f5c4d } .b { stroke: #c2571a } .c { stroke: #1d4f7c; stroke-dasharray: 6 4 }
                .ground { fill: #fff }
                @media (prefers-color-scheme: dark) {
                  text { fill: #ddd } .grid { stroke: #444 } .ground { fill: #161616 }
                  .a { stroke: #6cc5ab } .b { stroke: #ff9d5c } .c { stroke: #7fb8ec }
                }
                </style>
                <rect class="ground" width="100%%" height="100%%"/>
                %s%s%s%s%s<text x="%d" y="%d">offered sign-ins, as a multiple of the %.0f/s that the processors hash</text>
                <text x="8" y="22">milliseconds</text>
                </svg>
                """.formatted(
                        WIDTH,
                        HEIGHT,
                        rows(),
                        columns(),
                        line("a", "served, median", 12, tally -> tally.servedMillis(50)),
                        line("b", "served, p99", -4, tally -> tally.servedMillis(99)),
                        line("c", "refused, p99", 4, tally -> tally.refusedMillis(99)),
                        LEFT,
                        HEIGHT - 18,
                        hashesPerSecond);
    }

    private static String rows() {
        return IntStream.rangeClosed(0, (int) DECADES)
                .mapToObj(decade -> {
                    double millis = LEAST_MILLIS * Math.pow(10, decade);
                    return "<path class=\"grid\" d=\"M%d %.1fH%d\"/><text x=\"8\" y=\"%.1f\">%s</text>%n"
                            .formatted(
                                    LEFT,
                                    y(millis),
                                    WIDTH - RIGHT,
                                    y(millis) + 4,
                                    decade == 0 ? "0.1" : "%.0f".formatted(millis));
                })
                .collect(Collectors.joining());
    }

    private static String columns() {
        return IntStream.rangeClosed(0, 3)
                .mapToObj(load -> "<path class=\"grid\" d=\"M%.1f %dV%d\"/><text x=\"%.1f\" y=\"%d\">%d</text>%n"
                        .formatted(x(load), TOP, HEIGHT - BOTTOM, x(load) - 4, HEIGHT - BOTTOM + 18, load))
                .collect(Collectors.joining());
    }

    /**
     * Points without a value, where nobody was refused, are left out.
     *
     * @param below how far the name is below the line's end, so that the names of two lines that end together don't
     *     overlap
     */
    private String line(String style, String name, int below, ToDoubleFunction<Tally> millis) {
        String path = points.entrySet().stream()
                .filter(point -> millis.applyAsDouble(point.getValue()) > 0)
                .map(point -> "%.1f %.1f".formatted(x(point.getKey()), y(millis.applyAsDouble(point.getValue()))))
                .collect(Collectors.joining(" L"));
        double last = Math.max(LEAST_MILLIS, millis.applyAsDouble(points.get(points.lastKey())));
        return path.isEmpty()
                ? ""
                : "<path class=\"line %s\" d=\"M%s\"/><text x=\"%.1f\" y=\"%.1f\">%s</text>%n"
                        .formatted(style, path, x(points.lastKey()) + 10, y(last) + below, name);
    }

    private static double x(double load) {
        return LEFT + load / MOST_LOAD * (WIDTH - LEFT - RIGHT);
    }

    private static double y(double millis) {
        double share = Math.log10(Math.max(LEAST_MILLIS, millis) / LEAST_MILLIS) / DECADES;
        return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
    }
}
