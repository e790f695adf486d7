package latchkey.web.server;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntConsumer;
import latchkey.config.ConfigException;
import latchkey.config.tls.ServerCertificate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One event loop's share of an HTTP listener. */
public final class Listener extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    /**
     * For half of the processors: one event loop answers more than a machine hashes, and the more requests share it,
     * the more go to PostgreSQL together. See docs/decisions/011-a-login-storm.md.
     */
    public static final int EVENT_LOOPS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    /** After this long without traffic a connection is closed, even if a request waits for its answer. */
    public static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    private static final int GRACE_SECONDS = 10;
    private static final long CERTIFICATE_MILLIS = 2_000;
    private static final String DECODER = "httpDecoder";

    private final String key;
    private final Function<Vertx, Future<Router>> router;
    private final HttpServerOptions options;
    private final Optional<ServerCertificate> certificate;
    private final BooleanSupplier stopping;
    private final IntConsumer listening;
    private @Nullable HttpServer server;

    /**
     * @param key the port's key, which is named if the port can't be used
     * @param router creates the router of one event loop
     * @param certificate for TLS; checked every few seconds for a new one
     * @param stopping whether callers are to reconnect, to another backend
     * @param listening receives the port, which the system chose if the options' one is negative
     */
    public Listener(
            String key,
            Function<Vertx, Future<Router>> router,
            HttpServerOptions options,
            Optional<ServerCertificate> certificate,
            BooleanSupplier stopping,
            IntConsumer listening) {
        this.key = key;
        this.router = router;
        this.options = options;
        this.certificate = certificate;
        certificate.ifPresent(own -> options.setSsl(true).setUseAlpn(false).setKeyCertOptions(keys(own)));
        this.stopping = stopping;
        this.listening = listening;
    }

    @Override
    public Future<?> start() {
        return router.apply(vertx).compose(this::listen).onSuccess(listener -> {
            server = listener;
            listening.accept(listener.actualPort());
            certificate.ifPresent(own -> vertx.setPeriodic(CERTIFICATE_MILLIS, timer -> renew(listener, own)));
        });
    }

    /** Takes no new requests and lets the running ones finish. */
    @Override
    public Future<?> stop() {
        return server == null ? Future.succeededFuture() : server.shutdown(GRACE_SECONDS, TimeUnit.SECONDS);
    }

    private Future<HttpServer> listen(Router routes) {
        return vertx.createHttpServer(options)
                .connectionHandler(this::readStrictly)
                .invalidRequestHandler(Listener::refuse)
                .requestHandler(request -> {
                    if (stopping.getAsBoolean()) {
                        request.response().putHeader(HttpHeaders.CONNECTION, "close");
                    }
                    routes.handle(request);
                })
                .listen()
                .recover(failure -> Future.failedFuture(new ConfigException(
                        key,
                        "can't be listened on (" + options.getHost() + ":" + options.getPort() + ", "
                                + failure.getMessage() + ")",
                        "free the port or set another one, and bind to an address of this machine")));
    }

    /** Open connections keep the old certificate. All event loops share one server, so one of them updates it. */
    private void renew(HttpServer listener, ServerCertificate own) {
        vertx.executeBlocking(own::refresh)
                .compose(renewed -> renewed
                        ? listener.updateSSLOptions(new ServerSSLOptions().setKeyCertOptions(keys(own)))
                        : Future.succeededFuture())
                .onFailure(failure -> LOG.error("A new certificate can't be used", failure));
    }

    private static KeyCertOptions keys(ServerCertificate certificate) {
        return KeyCertOptions.wrap(certificate.keys());
    }

    private void readStrictly(HttpConnection connection) {
        ((ConnectionBase) connection)
                .channelHandlerContext()
                .pipeline()
                .replace(DECODER, DECODER, new StrictDecoder(options));
    }

    /** Bytes that are not a valid request reach no route, and nothing after them can be trusted. */
    private static void refuse(HttpServerRequest request) {
        int status = switch (request.decoderResult().cause()) {
            case TooLongHttpLineException line -> 414;
            case TooLongHttpHeaderException header -> 431;
            default -> 400;
        };
        new SecurityHeaders(false, List.of()).putOn(request.response());
        var _ = request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONNECTION, "close")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .end("The request can't be read.\n");
    }

    /** Slow senders and floods of headers are cut off before they cost anything. */
    public static HttpServerOptions options(String host, int port, Duration silence) {
        return new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setIdleTimeout((int) silence.toSeconds())
                .setMaxHeaderSize(16 * 1024)
                .setMaxInitialLineLength(4 * 1024)
                .setCompressionSupported(false)
                // Behind a proxy that passes Upgrade on, a caller could use it to bypass the proxy.
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true);
    }
}
