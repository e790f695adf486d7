package latchkey.testing;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A cable to a server on this machine, which a test can cut, and join again. */
public final class Cable implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<NetSocket> silenced = ConcurrentHashMap.newKeySet();
    private final NetServer server;
    private volatile boolean cut;
    private volatile boolean mute;
    private volatile Optional<String> last = Optional.empty();

    private Cable(int target) {
        server = World.await(vertx.createNetServer()
                .connectHandler(socket -> accept(socket, target))
                .listen(0, "127.0.0.1"));
    }

    public static Cable to(int port) {
        return new Cable(port);
    }

    public int port() {
        return server.actualPort();
    }

    /** Ends all connections and takes no new one. */
    public void cut() {
        cut = true;
        sockets.forEach(NetSocket::close);
    }

    /** Takes what is sent and lets nothing through: a firewall's way of failing. */
    public void mute() {
        silenced.addAll(sockets);
        mute = true;
    }

    /** Falls mute as soon as this has been sent to the server. */
    public void muteAfter(String text) {
        last = Optional.of(text);
    }

    /** Whether each connection that was open when it fell mute has been given up. */
    public boolean isGivenUp() {
        return Collections.disjoint(sockets, silenced);
    }

    /** Lets through again what is sent from now on, on the connections that were kept open as well. */
    public void speak() {
        mute = false;
    }

    /** Works again; what was sent while it was mute is lost. */
    public void join() {
        cut = false;
        mute = false;
        sockets.forEach(NetSocket::close);
    }

    @Override
    public void close() {
        World.await(vertx.close());
    }

    private void accept(NetSocket near, int target) {
        if (cut) {
            near.close();
            return;
        }
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
        sockets.add(from);
        from.handler(bytes -> {
            if (!mute) {
                to.write(bytes);
            }
            if (last.filter(bytes.toString(StandardCharsets.ISO_8859_1)::contains)
                    .isPresent()) {
                last = Optional.empty();
                mute();
            }
        });
        from.closeHandler(closed -> {
            sockets.remove(from);
            to.close();
        });
    }
}
