package latchkey.bench.load;

import io.vertx.core.Future;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;

/** Users who send one request each, a fixed number at a time. Only for one event loop. */
final class EachOnce {

    private final Connections connections;
    private final Iterator<User> users;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private int running;

    EachOnce(Connections connections, Iterator<User> users) {
        this.connections = connections;
        this.users = users;
    }

    Future<Void> run(int atOnce) {
        running = atOnce;
        for (int i = 0; i < atOnce; i++) {
            next();
        }
        return Future.fromCompletionStage(done).onComplete(sent -> connections.close());
    }

    private void next() {
        if (users.hasNext()) {
            User user = users.next();
            connections.send(user.next(), answer -> {
                user.answered(answer);
                next();
            });
        } else if (--running == 0) {
            done.complete(null);
        }
    }
}
