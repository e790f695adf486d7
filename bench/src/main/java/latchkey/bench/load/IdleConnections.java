package latchkey.bench.load;

import io.vertx.core.Future;
import java.util.stream.IntStream;

/** Connections that carried one request each and are kept open since. */
public final class IdleConnections {

    private static final int AT_ONCE = 100;

    private final Connections connections;
    private final Request request;

    IdleConnections(Connections connections, Request request) {
        this.connections = connections;
        this.request = request;
    }

    Future<IdleConnections> open(int count) {
        if (count <= 0) {
            return Future.succeededFuture(this);
        }
        var some = IntStream.range(0, Math.min(AT_ONCE, count))
                .mapToObj(i -> one())
                .toList();
        return Future.all(some).compose(opened -> open(count - AT_ONCE));
    }

    public long countOpen() {
        return connections.countOpen();
    }

    public void close() {
        connections.close();
    }

    private Future<Answer> one() {
        return connections
                .open()
                .compose(connection ->
                        Future.future(promise -> connections.send(connection, request, promise::complete)));
    }
}
