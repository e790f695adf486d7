package latchkey.invitation.batch;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Optional;
import latchkey.database.DatabaseAway;
import latchkey.invitation.SendInvitations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works through batches of invitations, a few hundred contacts per transaction: an invitation and the note of it are
 * written together or not at all. Any backend continues what one left unfinished. A batch that fails is retried at
 * growing intervals, after the others, and set aside in the end.
 */
public final class BatchWorker extends VerticleBase {

    /**
     * Two share the work, since PostgreSQL runs each statement on one processor. More would crowd out staff's requests.
     */
    public static final DeploymentOptions INSTANCES = new DeploymentOptions().setInstances(2);

    private static final Logger LOG = LoggerFactory.getLogger(BatchWorker.class);
    private static final int CHUNK = 250;
    private static final long LOOK_MILLIS = 500;
    private static final int MAX_FAILURES = 5;

    /** Enough that a database outage of a quarter of an hour sets nothing aside. */
    private static final int MAX_FAILURES_WHILE_AWAY = 20;

    private static final int LONGEST_PAUSE_SECONDS = 60;

    private final Pool pool;
    private final BatchQueueTable table;
    private final SendInvitations invitations;
    private boolean working;

    public BatchWorker(Pool pool, SendInvitations invitations) {
        this.pool = pool;
        this.table = new BatchQueueTable(pool);
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
            var _ = work().onFailure(failure -> LOG.debug("Could not send batches: {}", failure.toString()))
                    .onComplete(done -> working = false);
        }
    }

    private Future<Void> work() {
        return table.next().compose(next -> next.map(this::workOff).orElseGet(Future::succeededFuture));
    }

    private Future<Void> workOff(Batch batch) {
        return inviteSome(batch).transform((invited, failure) -> {
            if (failure != null) {
                return putOff(batch, failure);
            }
            // Read anew each time: the member may have lost a region, or be gone, before the next piece.
            return invited > 0 ? work() : table.finish(batch);
        });
    }

    /** How many contacts got their outcome; 0 if none is left. */
    private Future<Integer> inviteSome(Batch batch) {
        return pool.withTransaction(transaction -> table.chunk(transaction, batch, CHUNK)
                .compose(contacts -> contacts.isEmpty()
                        ? Future.succeededFuture(0)
                        : invitations
                                .send(
                                        transaction,
                                        contacts,
                                        batch.regions(),
                                        batch.staff(),
                                        batch.network(),
                                        Optional.empty())
                                .compose(outcomes -> table.record(transaction, batch, contacts, outcomes))
                                .map(contacts.size())));
    }

    private Future<Void> putOff(Batch batch, Throwable failure) {
        int failures = batch.failures() + 1;
        boolean forGood = failures >= (failure instanceof DatabaseAway ? MAX_FAILURES_WHILE_AWAY : MAX_FAILURES);
        Duration pause = Duration.ofSeconds(Math.min(LONGEST_PAUSE_SECONDS, 1L << Math.min(failures - 1, 6)));
        LOG.atWarn()
                .addKeyValue("batch", batch.id())
                .addKeyValue("failures", failures)
                .addKeyValue("why", failure.toString())
                .log(forGood ? "A batch of invitations was set aside" : "A batch of invitations will be tried again");
        return table.failed(batch, pause, forGood);
    }
}
