package latchkey.database;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import latchkey.testing.TestDatabase;
import latchkey.testing.World;
import latchkey.web.RequestTime;

/** A database of its own with 500 places, p0 to p499, none of which may be visited a thousand times. */
final class Places {

    private final TestDatabase database = TestDatabase.create();

    Places() {
        execute("""
            create table place (name text primary key, visits integer not null check (visits < 1000));
            insert into place select 'p' || n, 0 from generate_series(0, 499) n
            """);
    }

    void execute(String sql) {
        database.execute(sql);
    }

    String url() {
        return database.url();
    }

    /** Connected, since a busy machine may take longer for that than a statement may wait. */
    Pool pool(Vertx vertx) {
        var options = PgConnectOptions.fromUri(url());
        options.addProperty("statement_timeout", Long.toString(RequestTime.STATEMENT.toMillis()));
        var pool = new GuardedPool(
                vertx, PgBuilder.pool().connectingTo(options).using(vertx).build(), new Outage());
        World.await(pool.query("select").execute());
        return pool;
    }

    int visits(Vertx vertx, String place) throws TimeoutException {
        return one(vertx, "select visits from place where name = '" + place + "'");
    }

    int one(Vertx vertx, String sql) throws TimeoutException {
        return await(pool(vertx).query(sql).execute()).iterator().next().getInteger(0);
    }

    static <T> T onLoop(Vertx vertx, Callable<T> work) throws ExecutionException, InterruptedException {
        return onLoop(vertx.getOrCreateContext(), work);
    }

    static <T> T onLoop(Context loop, Callable<T> work) throws ExecutionException, InterruptedException {
        var task = new FutureTask<>(work);
        loop.runOnContext(go -> task.run());
        return task.get();
    }

    @CanIgnoreReturnValue
    static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(10, TimeUnit.SECONDS);
    }
}
