package latchkey.invitation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Optional;
import latchkey.caller.Caller;
import latchkey.database.SqlState;
import latchkey.key.Ids;
import latchkey.link.Link;
import latchkey.password.Password;
import latchkey.password.hash.PasswordHasher;
import latchkey.region.Region;
import latchkey.session.SignedIn;

/** Makes the account of an invited client and signs the client in. */
public final class RedeemInvitation {

    private final InvitationTable table;
    private final PasswordHasher hasher;
    private final Duration maximum;

    /** @param maximum how long a session lasts at most */
    public RedeemInvitation(Pool pool, PasswordHasher hasher, Duration maximum) {
        this.table = new InvitationTable(pool);
        this.hasher = hasher;
        this.maximum = maximum;
    }

    /**
     * Empty if the link was used or ended meanwhile, or its address has an account already. Fails with
     * {@link latchkey.password.pool.Busy}; the link still works then.
     */
    public Future<Optional<SignedIn>> redeem(Link link, Region region, Password password, Caller caller) {
        var signedIn = new SignedIn(Ids.secret(), caller.device().orElseGet(Ids::secret), Ids.ordered());
        return hasher.hash(password, caller.present())
                .compose(phc -> table.redeem(link, region, phc, signedIn, maximum, caller))
                .recover(failure ->
                        SqlState.isDuplicateKey(failure) ? Future.succeededFuture(false) : Future.failedFuture(failure))
                .map(redeemed -> redeemed ? Optional.of(signedIn) : Optional.empty());
    }
}
