package latchkey.database;

import static io.vertx.pgclient.SslMode.DISABLE;
import static io.vertx.pgclient.SslMode.PREFER;
import static io.vertx.pgclient.SslMode.REQUIRE;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.VertxWrapper;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.pgclient.SslMode;
import io.vertx.pgclient.impl.PgConnectionFactory;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.spi.ConnectionFactory;
import java.io.IOException;
import java.net.ConnectException;
import java.security.cert.CertificateException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import latchkey.config.tls.TlsFault;

/**
 * The driver of PostgreSQL with what it lacks: several hosts, of which one takes writes; {@code sslmode=prefer} as in
 * libpq; the pool's network options, which {@link PgDriver} accepts and ignores.
 */
final class NetworkDriver extends PgDriver {

    /** The message that asks a host for TLS: its length and its code. */
    private static final Buffer SSL_REQUEST = Buffer.buffer().appendInt(8).appendInt(80_877_103);

    private final DatabaseUrl url;
    private final AtomicInteger latest;
    private final AtomicReference<CertificateException> refused;
    private final Map<DatabaseUrl.Host, Boolean> tls = new ConcurrentHashMap<>();

    /**
     * @param latest index of the host that was reached last, which all pools try first: the others may be down
     * @param refused why the last certificate was refused
     */
    NetworkDriver(DatabaseUrl url, AtomicInteger latest, AtomicReference<CertificateException> refused) {
        this.url = url;
        this.latest = latest;
        this.refused = refused;
    }

    @Override
    public ConnectionFactory<PgConnectOptions> createConnectionFactory(Vertx vertx, NetClientOptions network) {
        return new Connections(new VertxWrapper((VertxInternal) vertx) {
            @Override
            public NetClient createNetClient(NetClientOptions unused) {
                return super.createNetClient(network);
            }
        });
    }

    private final class Connections extends PgConnectionFactory {

        Connections(VertxInternal vertx) {
            super(vertx);
        }

        @Override
        public Future<SqlConnection> connect(Context context, PgConnectOptions options) {
            return one(context, options, latest.get(), 1, "");
        }

        /** The first suitable host, beginning with the given one. */
        private Future<SqlConnection> one(
                Context context, PgConnectOptions options, int number, int tries, String before) {
            DatabaseUrl.Host host = url.hosts().get(number);
            int next = (number + 1) % url.hosts().size();
            return at(host, context, options)
                    .onSuccess(made -> latest.set(number))
                    .recover(failure -> {
                        if (!isAway(failure) || url.hosts().size() == 1) {
                            return Future.failedFuture(failure);
                        }
                        String told = before + (before.isEmpty() ? "" : "; ") + host + ": " + failure.getMessage();
                        return tries == url.hosts().size()
                                ? Future.failedFuture(new ConnectException(told))
                                : one(context, options, next, tries + 1, told);
                    });
        }

        /** A wrong password is wrong everywhere, and no reason to ask others. */
        private static boolean isAway(Throwable failure) {
            return switch (failure) {
                case IOException unreachable -> true;
                case ClosedConnectionException lost -> true;
                case PgException refusal -> SqlState.isAway(refusal) && !SqlState.isAuthenticationFailure(refusal);
                default -> false;
            };
        }

        private Future<SqlConnection> at(DatabaseUrl.Host host, Context context, PgConnectOptions options) {
            Future<SqlConnection> made = url.tls() == DISABLE
                    ? with(DISABLE, host, context, options)
                    : speaksTls(host).compose(speaks -> offered(speaks, host, context, options));
            return url.session() == DatabaseUrl.Session.ANY ? made : made.compose(this::meant);
        }

        private Future<SqlConnection> offered(
                boolean tls, DatabaseUrl.Host host, Context context, PgConnectOptions options) {
            if (url.tls() == PREFER) {
                return tls
                        ? with(REQUIRE, host, context, options)
                                .recover(failure -> withoutTls(failure, host, context, options))
                        : with(DISABLE, host, context, options);
            }
            return tls
                    ? with(url.tls(), host, context, options)
                    : Future.failedFuture(new SSLException("it speaks no TLS, which sslmode asks for"));
        }

        private Future<SqlConnection> with(
                SslMode mode, DatabaseUrl.Host host, Context context, PgConnectOptions options) {
            return super.connect(context, url.at(host, mode, options)).recover(failure -> {
                tls.remove(host);
                return Future.failedFuture(mode == DISABLE ? failure : explained(failure));
            });
        }

        /**
         * A host may accept this user only without TLS; if it refuses that too, the first refusal is the more useful
         * one.
         */
        private Future<SqlConnection> withoutTls(
                Throwable failure, DatabaseUrl.Host host, Context context, PgConnectOptions options) {
            boolean refused = failure instanceof PgException refusal && SqlState.isAuthenticationFailure(refusal);
            if (!refused && !(failure instanceof SSLException)) {
                return Future.failedFuture(failure);
            }
            return with(DISABLE, host, context, options)
                    .recover(second -> Future.failedFuture(refused ? failure : second));
        }

        /**
         * Asked once and then only after trouble. Vert.x would leave open the connection on which a host declined, and
         * it would count against the host's limit.
         */
        private Future<Boolean> speaksTls(DatabaseUrl.Host host) {
            Boolean known = tls.get(host);
            return known == null
                    ? client.connect(host.port(), host.name())
                            .compose(Connections::answer)
                            .onSuccess(speaks -> tls.put(host, speaks))
                    : Future.succeededFuture(known);
        }

        private static Future<Boolean> answer(NetSocket socket) {
            var answer = new CompletableFuture<Boolean>();
            socket.handler(bytes -> answer.complete(bytes.getByte(0) == 'S'));
            socket.closeHandler(
                    closed -> answer.completeExceptionally(new ConnectException("it broke off the connection")));
            return socket.write(SSL_REQUEST)
                    .compose(asked -> Future.fromCompletionStage(answer))
                    .onComplete(answered -> socket.close());
        }

        private Future<SqlConnection> meant(SqlConnection made) {
            return made.query("show transaction_read_only")
                    .execute()
                    .map(rows -> rows.iterator().next().getString(0))
                    .map(url.session()::accepts)
                    .recover(failure -> Future.succeededFuture(false))
                    .compose(meant -> meant
                            ? Future.succeededFuture(made)
                            : made.close()
                                    .transform(closed -> Future.failedFuture(
                                            new ConnectException(url.session().refusal()))));
        }

        /** Vert.x only says that a handshake failed; the certificate check has noted why. */
        private Throwable explained(Throwable failure) {
            if (failure instanceof PgException || failure instanceof ClosedConnectionException) {
                return failure;
            }
            CertificateException certificate = refused.getAndSet(null);
            if (certificate != null) {
                return fault(TlsFault.words(certificate), certificate);
            }
            return switch (failure) {
                case SSLException insecure -> fault(TlsFault.words(insecure), insecure);
                case VertxException broken -> fault("TLS or the connection broke: " + broken.getMessage(), broken);
                default -> failure;
            };
        }

        private static SSLException fault(String words, Throwable cause) {
            var fault = new SSLException(words);
            fault.initCause(cause);
            return fault;
        }
    }
}
