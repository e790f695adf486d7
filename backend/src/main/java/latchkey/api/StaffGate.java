package latchkey.api;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import latchkey.region.Regions;
import latchkey.session.AccessTokens;
import latchkey.session.Audience;
import latchkey.session.Bearer;
import latchkey.web.Problem;

/** Lets staff members through, by their access token and only while their session lasts. */
public final class StaffGate {

    private final MemberTable table;
    private final AccessTokens accessTokens;

    public StaffGate(Pool pool, Duration idle, Regions regions, AccessTokens accessTokens) {
        this.table = new MemberTable(pool, idle, regions);
        this.accessTokens = accessTokens;
    }

    /** Fails with 401 for anybody else. */
    Future<SignedInStaff> member(RoutingContext context) {
        return Bearer.of(context)
                .map(token -> accessTokens.session(Audience.STAFF, token))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .compose(session -> session.map(this::member).orElseGet(() -> Future.succeededFuture(Optional.empty())))
                .map(member -> member.orElseThrow(() -> Problem.of(401, "unauthorized")));
    }

    /** The member of a session as it is now; empty once it is over. */
    public Future<Optional<SignedInStaff>> member(UUID session) {
        return table.member(session);
    }
}
