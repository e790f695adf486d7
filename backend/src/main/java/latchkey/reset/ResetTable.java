package latchkey.reset;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import latchkey.caller.Caller;
import latchkey.database.GroupedStatement;
import latchkey.database.SqlState;
import latchkey.key.Ids;
import latchkey.limit.Counters;
import latchkey.limit.ResetCounters;
import latchkey.limit.SignInCounters;
import latchkey.link.Link;
import latchkey.link.LinkTable;
import latchkey.region.Region;
import latchkey.session.ClientLockTable;
import latchkey.session.SessionTable;
import latchkey.web.trace.Spans;

/** The two changes of the reset flow, a statement each, and the limits before the first. */
final class ResetTable {

    /**
     * A statement of its own, and so without a wait for the disk: a counter is locked while its statement runs. A
     * device that signed in to the account before ($6) takes only from its own counter ($7), so that strangers'
     * requests don't keep its owner from asking.
     */
    private static final String TAKE =
            """
            with candidate as (
                select exists (
                    select from account a join device d on d.account_id = a.id
                    where a.region = $4 and a.email = $5 and d.id = $6) as known
            ),\
            """ + ResetCounters.takeWhere("(key = $7) = (select known from candidate)") + """
            select key, until from over
            """;

    /**
     * Mails a link and records the request; for an address without an account, or one that was written to too often,
     * only the latter. It does not lock the contact, which an import may hold for many seconds: a known client would
     * otherwise wait, and so be distinguishable from a stranger.
     */
    private static final String REQUEST = """
        with client as (
            select id, region, contact_id, email from account
            where region = $1 and email = $2 and $7::boolean and disabled_at is null
            for no key update nowait
        ),\
        """ + ResetLink.mailed("$3", "null::uuid", "$4", "$5") + """
        insert into event (region, contact_id, kind, actor, network, details)
        values ($1, contact_of($1, $2), 'reset-requested', 'unknown', $6,
            jsonb_build_object('email', $2::text, 'sent', exists (select from client)))
        """;

    /** Of parallel requests with one link, one succeeds: the update of its row decides. */
    private static final String REDEEM = """
        with redeemed as (
            update link set used_at = now()
            where id = $1 and purpose = 'reset' and region = $2
                and used_at is null and ended_at is null and expires_at > now()
            returning account_id
        ), client as (
            update account set password = $3, password_version = password_version + 1, password_changed_at = now()
            from redeemed where account.id = redeemed.account_id and disabled_at is null
            returning id, account.region, contact_id, account.email
        ), links as (
        """
            + LinkTable.end("'password'", "from client where link.account_id = client.id and link.id <> $1") + """
        ), sessions as (
        """
            + SessionTable.end("from client where subject = client.id") + """
        ), mail_queued as (
            insert into mail (id, kind, region, contact_id, recipient)
            select $4, 'password-changed', region, contact_id, email from client
        ), recorded as (
            insert into event (region, contact_id, kind, actor, network)
            select region, contact_id, 'reset-used', 'client', $5 from client
        ), cleared as (
        """ + Counters.clear("$6", "client") + """
        )
        select id from client
        """;

    /** In each round one of the parallel requests gets through, and a limit allows few for one address. */
    private static final int MOST_TRIES = 10;

    private final Pool pool;
    private final GroupedStatement requests;

    ResetTable(Pool pool) {
        this.pool = pool;
        requests = GroupedStatement.committedTogetherWithoutWaiting(pool, REQUEST);
    }

    /** @return when the limit ends, for each counter that exceeds it */
    Future<Map<String, Instant>> take(Region region, String email, Caller caller, ResetCounters counters) {
        return pool.preparedQuery(TAKE)
                .execute(counters.all()
                        .parameters(region.code(), email, caller.device().orElse(null), counters.knownDeviceKey()))
                .map(ResetCounters::over);
    }

    /** @param mayWrite false if the address was written to too often */
    Future<Void> request(Region region, String email, String network, boolean mayWrite, Duration validity) {
        var parameters = Tuple.of(
                        region.code(), email, Ids.secret(), validity.toSeconds(), Spans.mail(Ids.ordered()), network)
                .addValue(mayWrite);
        return request(region.code() + " " + email, parameters, MOST_TRIES);
    }

    private Future<Void> request(String lock, Tuple parameters, int tries) {
        return requests.execute(lock, parameters)
                .<Void>mapEmpty()
                .recover(failure -> tries > 1 && SqlState.isDuplicateKey(failure)
                        ? request(lock, parameters, tries - 1)
                        : Future.failedFuture(failure));
    }

    /** False if the link was no longer open. */
    Future<Boolean> redeem(Link link, Region region, String phc, String network) {
        var parameters = Tuple.of(link.id(), region.code(), phc, Spans.mail(Ids.ordered()), network)
                .addValue(cleared(region, link.email(), network));
        return pool.withTransaction(transaction -> ClientLockTable.ofLink(transaction, link.id())
                .compose(locked -> transaction.preparedQuery(REDEEM).execute(parameters))
                .map(rows -> rows.size() == 1));
    }

    /** Redeeming the link proves that the client reads this address's mails. */
    private static String[] cleared(Region region, String email, String network) {
        return Stream.concat(
                        SignInCounters.ofClient(region, email, network).stream(),
                        ResetCounters.ofClient(region, email).stream())
                .toArray(String[]::new);
    }
}
