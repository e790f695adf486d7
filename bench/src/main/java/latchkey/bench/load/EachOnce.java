package latchkey.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Iterator;

/** Users who send one request each, so many at a time. Only for one event loop. */
final class EachOnce {

    private final Connections connections;
    private final Iterator<User> users;
    private final Promise<Void> done = Promise.promise();
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
        return done.future().onComplete(sent -> connections.close());
    }

    private void next() {
        if (users.hasNext()) {
            User user = users.next();
            connections.send(user.next(), answer -> {
                user.answered(answer);
                next();
            });
        } else if (--running == 0) {
            done.complete();
        }
    }
}
