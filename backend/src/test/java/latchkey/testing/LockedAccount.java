package latchkey.testing;

import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.util.concurrent.Future;

/** A client's account, or a member's, that somebody else changes for as long as a test likes; who wants its row waits. */
public final class LockedAccount {

    private final World world;
    private final SqlConnection holder;
    private final Transaction held;

    public LockedAccount(World world, String email) {
        this(world, "account", email);
    }

    private LockedAccount(World world, String table, String email) {
        this.world = world;
        holder = World.await(world.pool().getConnection());
        held = World.await(holder.begin());
        World.await(holder.query("select from " + table + " where email = '" + email + "' for update")
                .execute());
    }

    public static LockedAccount ofMember(World world, String email) {
        return new LockedAccount(world, "staff", email);
    }

    public void waitsFor(long many) throws Exception {
        eventually(this::locked, waiting -> assertThat(waiting).isEqualTo(many));
    }

    /** The same, or until what would wait is over: it may not wait for long. */
    public void waitsForOr(long many, Future<?> over) {
        eventually(
                () -> over.isDone() || locked() == many,
                reached -> assertThat(reached).isTrue());
    }

    private long locked() {
        return world.count("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
    }

    /** What waits for the row sees the change. */
    public void releaseWith(String change) {
        World.await(
                holder.query(change).execute().compose(changed -> held.commit()).eventually(holder::close));
    }

    public void release() {
        World.await(held.rollback().eventually(holder::close));
    }
}
