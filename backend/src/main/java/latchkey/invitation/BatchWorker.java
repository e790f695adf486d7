package latchkey.invitation;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off batches of invitations, a few hundred contacts a transaction: an invitation and the note of it are written
 * together or not at all. What a backend leaves behind, it or another one goes on with.
 */
public final class BatchWorker extends VerticleBase {

    /** Two share the work: PostgreSQL does one statement on one processor. More would crowd out what staff do meanwhile. */
    public static final DeploymentOptions SEVERAL = new DeploymentOptions().setInstances(2);

    private static final Logger LOG = LoggerFactory.getLogger(BatchWorker.class);
    private static final int CHUNK = 250;
    private static final long LOOK_MILLIS = 500;

    private final Pool pool;
    private final BatchTable table;
    private final SendInvitations invitations;
    private boolean working;

    public BatchWorker(Pool pool, SendInvitations invitations) {
        this.pool = pool;
        this.table = new BatchTable(pool);
        this.invitations = invitations;
    }

    @Override
    public Future<?> start() {
        var timer = vertx.setPeriodic(LOOK_MILLIS, tick -> look());
        return Future.succeededFuture(timer);
    }

    private void look() {
        if (!working) {
            working = true;
            var _ = work().onFailure(failure -> LOG.warn("A batch of invitations waits: {}", failure.toString()))
                    .onComplete(done -> working = false);
        }
    }

    private Future<Void> work() {
        return table.running().compose(batch -> batch.map(this::workOff).orElseGet(Future::succeededFuture));
    }

    private Future<Void> workOff(Batch batch) {
        return pool.withTransaction(transaction -> table.chunk(transaction, batch, CHUNK)
                        .compose(contacts -> contacts.isEmpty()
                                ? Future.succeededFuture(Optional.<Batch>empty())
                                : invitations
                                        .send(transaction, contacts, batch.regions(), batch.staff(), batch.network())
                                        .compose(outcomes -> table.record(transaction, batch, contacts, outcomes))
                                        .map(Optional.of(batch))))
                .compose(more -> more.map(this::workOff).orElseGet(() -> table.finish(batch)));
    }
}
