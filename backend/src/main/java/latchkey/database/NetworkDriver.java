package latchkey.database;

import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.VertxWrapper;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.impl.PgConnectionFactory;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.spi.ConnectionFactory;

/** The driver of PostgreSQL with the pool's options of the network, which {@link PgDriver} takes and then leaves unused. */
final class NetworkDriver extends PgDriver {

    @Override
    public ConnectionFactory<PgConnectOptions> createConnectionFactory(Vertx vertx, NetClientOptions network) {
        return new PgConnectionFactory(new VertxWrapper((VertxInternal) vertx) {
            @Override
            public NetClient createNetClient(NetClientOptions unused) {
                return super.createNetClient(network);
            }
        });
    }
}
