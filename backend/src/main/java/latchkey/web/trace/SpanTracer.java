package latchkey.web.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.spi.context.storage.ContextLocal;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import latchkey.config.ConfigException;
import latchkey.web.trace.SpanTracer.Request;
import org.jspecify.annotations.Nullable;

/**
 * Sends spans as OpenTelemetry's variables say: a request's method, route and status, and what its statements do to
 * which tables. Vert.x's own tracer would send paths, queries and addresses; this one sends only what is listed here
 * (docs/decisions/081-traces.md).
 */
final class SpanTracer implements VertxTracer<Request, Span>, Spans {

    private static final long LONGEST_FLUSH_SECONDS = 3;

    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.service.name", "latchkey",
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none");

    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("db.system.name");
    private static final AttributeKey<String> SUMMARY = AttributeKey.stringKey("db.query.summary");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> KIND = AttributeKey.stringKey("latchkey.mail.kind");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("latchkey.mail.outcome");

    private static final TextMapGetter<MultiMap> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(MultiMap headers) {
            return headers.names();
        }

        @Override
        public @Nullable String get(@Nullable MultiMap headers, String name) {
            return headers == null ? null : headers.get(name);
        }
    };

    private static final ContextLocal<Request> REQUEST = ContextLocal.registerLocal(Request.class);

    /** A request under way. Not reported until one of our routes handles it (health checks aren't). */
    static final class Request {

        private final Span span;
        private final String method;
        private volatile boolean isRouted;

        Request(Span span, String method) {
            this.span = span;
            this.method = method;
        }
    }

    private final OpenTelemetrySdk sdk;
    private final Tracer tracer;
    private final TextMapPropagator propagator;

    private SpanTracer(OpenTelemetrySdk sdk) {
        this.sdk = sdk;
        tracer = sdk.getTracer("latchkey");
        propagator = sdk.getPropagators().getTextMapPropagator();
    }

    /** Throws {@link ConfigException} for impossible values of the variables. */
    static SpanTracer start() {
        try {
            return new SpanTracer(AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesSupplier(() -> DEFAULTS)
                    .disableShutdownHook()
                    .build()
                    .getOpenTelemetrySdk());
        } catch (RuntimeException e) {
            // Without the cause's words: they quote the value, and headers hold secrets.
            throw new ConfigException(
                    "OTEL_…",
                    "has a value that can't be used",
                    "traces are sent by OTLP as http/protobuf, or not at all");
        }
    }

    @Override
    public <R> @Nullable Request receiveRequest(
            Context context,
            io.vertx.core.spi.tracing.SpanKind kind,
            TracingPolicy policy,
            R received,
            String operation,
            Iterable<Map.Entry<String, String>> headers,
            TagExtractor<R> tags) {
        if (!(received instanceof HttpServerRequest http)) {
            return null;
        }
        String method = KnownMethods.name(http.method(), "_OTHER");
        Span span = tracer.spanBuilder(method)
                .setSpanKind(SpanKind.SERVER)
                .setParent(propagator.extract(io.opentelemetry.context.Context.root(), http.headers(), HEADERS))
                .setAttribute(METHOD, method)
                .startSpan();
        var request = new Request(span, method);
        REQUEST.put(context, request);
        return request;
    }

    @Override
    public void routed(Context context, String route) {
        of(context).ifPresent(request -> {
            request.isRouted = true;
            request.span.setAttribute(ROUTE, route).updateName(request.method + " " + route);
        });
    }

    @Override
    public <R> void sendResponse(
            Context context,
            @Nullable R response,
            @Nullable Request request,
            @Nullable Throwable failure,
            TagExtractor<R> tags) {
        if (request == null || !request.isRouted) {
            return;
        }
        if (response instanceof HttpServerResponse http) {
            int status = http.getStatusCode();
            request.span.setAttribute(STATUS, status).setStatus(status >= 500 ? StatusCode.ERROR : StatusCode.UNSET);
        }
        end(request.span, failure);
    }

    @Override
    public <R> @Nullable Span sendRequest(
            Context context,
            io.vertx.core.spi.tracing.SpanKind kind,
            TracingPolicy policy,
            R sent,
            String operation,
            BiConsumer<String, String> headers,
            TagExtractor<R> tags) {
        return of(context)
                .flatMap(request -> IntStream.range(0, tags.len(sent))
                        .filter(tag -> tags.name(sent, tag).equals("db.query.text"))
                        .mapToObj(tag -> statement(request, tags.value(sent, tag)))
                        .findFirst())
                .orElse(null);
    }

    @Override
    public <R> void receiveResponse(
            Context context,
            @Nullable R response,
            @Nullable Span span,
            @Nullable Throwable failure,
            TagExtractor<R> tags) {
        if (span != null) {
            end(span, failure);
        }
    }

    @Override
    public <T> Future<T> statement(Context context, String sql, Future<T> answer) {
        return of(context)
                .map(request -> statement(request, sql))
                .map(span -> answer.onComplete(done -> end(span, done.cause())))
                .orElse(answer);
    }

    @Override
    public void announced(Context context, UUID mail) {
        of(context).ifPresent(request -> request.span.addLink(trace(mail)));
    }

    @Override
    public <T> Future<T> attempt(UUID mail, String kind, Future<T> attempt, Function<T, String> outcome) {
        Span span = tracer.spanBuilder("mail " + kind)
                .setParent(io.opentelemetry.context.Context.root().with(Span.wrap(trace(mail))))
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(KIND, kind)
                .startSpan();
        return attempt.onSuccess(result -> span.setAttribute(OUTCOME, outcome.apply(result)))
                .onComplete(done -> end(span, done.cause()));
    }

    /** Sends what was not sent yet. Vert.x calls it when its event loops have ended, so it may block. */
    @Override
    public void close() {
        var _ = sdk.shutdown().join(LONGEST_FLUSH_SECONDS, TimeUnit.SECONDS);
    }

    private static Optional<Request> of(Context context) {
        return Optional.ofNullable(REQUEST.get(context));
    }

    private Span statement(Request request, String sql) {
        String name = StatementName.of(sql);
        return tracer.spanBuilder(name)
                .setSpanKind(SpanKind.CLIENT)
                .setParent(io.opentelemetry.context.Context.root().with(request.span))
                .setAttribute(SYSTEM, "postgresql")
                .setAttribute(SUMMARY, name)
                .startSpan();
    }

    /** A mail's trace has the mail's id, so which request it comes from need not be stored. */
    private static SpanContext trace(UUID mail) {
        String id = mail.toString().replace("-", "");
        return SpanContext.createFromRemoteParent(
                id, id.substring(16), TraceFlags.getSampled(), TraceState.getDefault());
    }

    /** Only the failure's class: its message may quote what somebody typed. */
    private static void end(Span span, @Nullable Throwable failure) {
        if (failure != null) {
            span.setStatus(StatusCode.ERROR)
                    .setAttribute(ERROR, failure.getClass().getSimpleName());
        }
        span.end();
    }
}
