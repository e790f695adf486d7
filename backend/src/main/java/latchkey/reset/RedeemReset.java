package latchkey.reset;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import latchkey.caller.Caller;
import latchkey.link.Link;
import latchkey.password.Password;
import latchkey.password.hash.PasswordHasher;
import latchkey.region.Region;

/** Sets a new password by a reset link, ends all sessions and links, and notifies the client by mail. */
public final class RedeemReset {

    private final ResetTable table;
    private final PasswordHasher hasher;

    public RedeemReset(Pool pool, PasswordHasher hasher) {
        this.table = new ResetTable(pool);
        this.hasher = hasher;
    }

    /**
     * False if the link was used or ended meanwhile. Fails with {@link latchkey.password.pool.Busy}; the link still
     * works then.
     */
    public Future<Boolean> redeem(Link link, Region region, Password password, Caller caller) {
        return hasher.hash(password, caller.present())
                .compose(phc -> table.redeem(link, region, phc, caller.network()));
    }
}
