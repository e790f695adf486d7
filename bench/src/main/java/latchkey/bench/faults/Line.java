package latchkey.bench.faults;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

/** The line to PostgreSQL, which can go silent as if its far end had disappeared. */
final class Line implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final NetServer server;
    private volatile boolean silent;

    private Line(int target) {
        server = vertx.createNetServer()
                .connectHandler(near -> connect(near, target))
                .listen(0, "127.0.0.1")
                .await();
    }

    static Line to(int port) {
        return new Line(port);
    }

    int port() {
        return server.actualPort();
    }

    /** Sockets stay open, but nothing passes. */
    void silence() {
        silent = true;
    }

    /** Lets everything pass again. */
    void speak() {
        silent = false;
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    private void connect(NetSocket near, int target) {
        near.pause();
        vertx.createNetClient()
                .connect(target, "127.0.0.1")
                .onSuccess(far -> {
                    pass(near, far);
                    pass(far, near);
                    near.resume();
                })
                .onFailure(failure -> near.close());
    }

    private void pass(NetSocket from, NetSocket to) {
        from.handler(bytes -> {
            if (!silent) {
                to.write(bytes);
            }
        });
        from.closeHandler(closed -> to.close());
    }
}
