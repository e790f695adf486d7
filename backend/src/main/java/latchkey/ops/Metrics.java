package latchkey.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import io.vertx.micrometer.backends.BackendRegistries;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import latchkey.key.Ids;
import latchkey.web.trace.KnownMethods;

/** What Prometheus reads at {@code /metrics}: the JVM, HTTP, the database pool, and what the features register. */
public final class Metrics {

    /** From unnoticeable to longer than anybody waits. */
    private static final double[] BUCKETS = Stream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
            .mapToDouble(millis -> millis * 1e6)
            .toArray();

    private static final String RESPONSE_TIME = "vertx.http.server.response.time";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final String name = Ids.secret().toString();
    private final JvmGcMetrics collector = new JvmGcMetrics();

    public Metrics() {
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals(RESPONSE_TIME)
                        ? DistributionStatisticConfig.builder()
                                .serviceLevelObjectives(BUCKETS)
                                .build()
                                .merge(config)
                        : config;
            }
        });
        Gauge.builder("latchkey.info", () -> 1)
                .description("Which version runs, on which Java")
                .tag("version", version())
                .tag("java", Runtime.version().toString())
                .register(registry);
    }

    public PrometheusMeterRegistry registry() {
        return registry;
    }

    /** Adds the JVM's own, whose classes take a while to load. */
    public void observeJvm() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collector.bindTo(registry);
    }

    /** Has Vert.x count HTTP requests by method, route and status; never by path, which may hold a token. */
    public VertxBuilder measured(VertxBuilder builder, VertxOptions options) {
        var metrics = new MicrometerMetricsOptions()
                .setEnabled(true)
                // Vert.x keeps registries by name for the whole JVM: two backends in one must not share theirs.
                .setRegistryName(name)
                .setLabels(EnumSet.of(Label.HTTP_CODE, Label.HTTP_ROUTE, Label.LOCAL, Label.POOL_TYPE, Label.POOL_NAME))
                .setServerRequestTagsProvider(
                        request -> List.of(Tag.of("method", KnownMethods.name(request.method(), "other"))))
                .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS)
                .addDisabledMetricsCategory(MetricsDomain.NET_CLIENT)
                .addDisabledMetricsCategory(MetricsDomain.NET_SERVER)
                .addDisabledMetricsCategory(MetricsDomain.HTTP_CLIENT);
        return builder.with(options.setMetricsOptions(metrics)).withMetrics(new MicrometerMetricsFactory(registry));
    }

    /** As Maven writes it into the jar; unknown if classes run from a folder. */
    private static String version() {
        try (InputStream in = Metrics.class.getResourceAsStream("/META-INF/maven/latchkey/backend/pom.properties")) {
            var properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    public void close() {
        collector.close();
        BackendRegistries.stop(name);
        registry.close();
    }
}
