package latchkey.login;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.util.concurrent.TimeUnit;
import latchkey.password.hash.PasswordHasher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the times of sign-ins over to the contacts, whose list is sorted by them: a few seconds later, and in a login
 * storm when it is over. Several backends may do it at once: what one has carried the others don't find.
 */
public final class LastSignIns extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(LastSignIns.class);
    private static final long PERIOD_MILLIS = TimeUnit.SECONDS.toMillis(2);

    private final LastSignInTable table;
    private final PasswordHasher hasher;
    private long carriedTo = LastSignInTable.START;

    public LastSignIns(Pool pool, PasswordHasher hasher) {
        this.table = new LastSignInTable(pool);
        this.hasher = hasher;
    }

    @Override
    public Future<?> start() {
        later();
        return Future.succeededFuture();
    }

    private void later() {
        vertx.setTimer(PERIOD_MILLIS, timer -> carry().onComplete(done -> later()));
    }

    private Future<?> carry() {
        if (hasher.isBusy()) {
            return Future.succeededFuture();
        }
        return table.carry(carriedTo)
                .onSuccess(next -> carriedTo = next)
                .onFailure(failure -> LOG.debug("The order of contacts by sign-in stays behind for now", failure));
    }
}
