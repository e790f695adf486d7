package latchkey.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Consumer;

/** The connections to one server. Only for one event loop. */
final class Connections {

    private final NetClient client;
    private final int port;
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();

    Connections(Vertx vertx, int port) {
        client =
                vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true).setConnectTimeout(10_000));
        this.port = port;
    }

    /** Sends on an idle connection, or on a new one if there is none: requests never wait for a connection. */
    void send(Request request, Consumer<Answer> answered) {
        poll().map(Future::succeededFuture)
                .orElseGet(this::open)
                .onSuccess(connection -> send(connection, request, answered))
                .onFailure(failure -> answered.accept(Answer.BROKEN));
    }

    /** A connection of the caller's own. */
    Future<Connection> open() {
        return client.connect(port, "127.0.0.1").map(Connection::new);
    }

    void send(Connection connection, Request request, Consumer<Answer> answered) {
        connection.send(request, answer -> {
            idle.push(connection);
            answered.accept(answer);
        });
    }

    long countOpen() {
        return idle.stream().filter(Connection::isOpen).count();
    }

    void close() {
        idle.forEach(Connection::close);
        idle.clear();
    }

    private Optional<Connection> poll() {
        while (!idle.isEmpty() && !idle.peek().isOpen()) {
            idle.pop();
        }
        return Optional.ofNullable(idle.poll());
    }
}
