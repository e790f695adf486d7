package latchkey.web.trace;

import io.vertx.core.VertxBuilder;
import java.util.Map;
import java.util.stream.Stream;

/** Whether traces are sent. If not, no class of OpenTelemetry is loaded. */
public final class Tracing {

    private static final String EXPORTER = "OTEL_TRACES_EXPORTER";

    private Tracing() {}

    /** Throws {@link latchkey.config.ConfigException} for impossible values of the variables. */
    public static VertxBuilder traced(VertxBuilder builder, Map<String, String> environment) {
        return isAskedFor(environment) ? builder.withTracer(options -> SpanTracer.start()) : builder;
    }

    /** OpenTelemetry alone would send to this machine even without any variable. */
    static boolean isAskedFor(Map<String, String> environment) {
        boolean isOff = environment.getOrDefault("OTEL_SDK_DISABLED", "").equalsIgnoreCase("true")
                || environment.getOrDefault(EXPORTER, "").equals("none");
        return !isOff
                && Stream.of(EXPORTER, "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
                        .anyMatch(name -> !environment.getOrDefault(name, "").isBlank());
    }
}
