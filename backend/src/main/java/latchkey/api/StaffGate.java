package latchkey.api;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import latchkey.region.Regions;
import latchkey.session.AccessTokens;
import latchkey.session.Audience;
import latchkey.session.Bearer;
import latchkey.web.Problem;

/** Lets staff members through, by their access token and only while their session lasts. */
public final class StaffGate {

    private static final String BACKGROUND = "latchkey-background";

    private final MemberTable table;
    private final AccessTokens accessTokens;

    public StaffGate(Pool pool, Duration idle, Regions regions, AccessTokens accessTokens) {
        this.table = new MemberTable(pool, idle, regions);
        this.accessTokens = accessTokens;
    }

    /**
     * The member who sends a request, which counts as use of the session unless a page reads on its own. Fails with 401
     * for anybody else.
     */
    Future<SignedInStaff> user(RoutingContext context) {
        return isBackground(context.request()) ? onlooker(context) : member(context, table::use);
    }

    /** The same for a page that reads on its own, which does not count as use of the session. */
    Future<SignedInStaff> onlooker(RoutingContext context) {
        return member(context, table::look);
    }

    /** The member of a session as it is now; empty once it is over. Does not count as use of the session. */
    public Future<Optional<SignedInStaff>> member(UUID session) {
        return table.look(session);
    }

    /** Fails with 401 if the member who began this long-running request has lost the session or a region since. */
    public Future<Void> mustRemain(SignedInStaff member) {
        return member(member.session())
                .map(now -> now.filter(same -> same.regions().containsAll(member.regions()))
                        .orElseThrow(() -> Problem.of(401, "unauthorized")))
                .mapEmpty();
    }

    private static boolean isBackground(HttpServerRequest request) {
        return request.method().equals(HttpMethod.GET) && "true".equals(request.getHeader(BACKGROUND));
    }

    private Future<SignedInStaff> member(
            RoutingContext context, Function<UUID, Future<Optional<SignedInStaff>>> reading) {
        return Bearer.of(context)
                .map(token -> accessTokens.session(Audience.STAFF, token))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .compose(session -> session.map(reading).orElseGet(() -> Future.succeededFuture(Optional.empty())))
                .map(member -> member.orElseThrow(() -> Problem.of(401, "unauthorized")));
    }
}
