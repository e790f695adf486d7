package latchkey.link;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.Optional;
import latchkey.address.EmailAddress;
import latchkey.limit.CounterTable;
import latchkey.limit.Counters;
import latchkey.limit.Limited;
import latchkey.limit.Limits;
import latchkey.region.Region;
import latchkey.region.Regions;

/**
 * Reads the link of a token. It redeems nothing, whatever the state: mail scanners open links. A link that does not
 * work counts against the network it was opened from; the future fails with {@link Limited} when that is too often.
 */
public final class OpenLink {

    private final Regions regions;
    private final LinkTokens tokens;
    private final LinkTable table;
    private final CounterTable counters;
    private final Limits limits;

    public OpenLink(Regions regions, LinkTokens tokens, Pool pool, Limits limits) {
        this.regions = regions;
        this.tokens = tokens;
        this.table = new LinkTable(pool);
        this.counters = new CounterTable(pool);
        this.limits = limits;
    }

    /** The link; empty if the token was not made by us for this purpose and region. */
    public Future<Optional<Link>> look(Purpose purpose, Region region, String token, String network) {
        return tokens.open(purpose, region.code(), token)
                .map(id -> table.find(purpose, region.code(), id))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .compose(link ->
                        link.filter(Link::isOpen).isPresent() ? Future.succeededFuture(link) : counted(link, network));
    }

    /**
     * The address that a new link in place of this one goes to: the account's current one, if the link belongs to a
     * client of this region and expired or was replaced.
     */
    public Future<Optional<EmailAddress>> renewal(Purpose purpose, Region region, String token) {
        return tokens.open(purpose, region.code(), token)
                .map(id -> table.accountOfSpent(purpose, region.code(), id))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .map(address -> address.flatMap(EmailAddress::parse));
    }

    /** The region at whose host a link has to be opened; empty if the token isn't ours. */
    Optional<Region> home(Purpose purpose, String token) {
        return regions.all().stream()
                .filter(region -> tokens.open(purpose, region.code(), token).isPresent())
                .findFirst();
    }

    private Future<Optional<Link>> counted(Optional<Link> link, String network) {
        return counters.take(new Counters().addNetwork(limits.linkByNetwork(), "link-by-network", network))
                .compose(taken -> link.map(dead -> table.refused(dead, network)).orElseGet(Future::succeededFuture))
                .map(recorded -> link);
    }
}
