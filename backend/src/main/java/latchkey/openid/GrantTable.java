package latchkey.openid;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import latchkey.database.Rows;
import latchkey.key.Ids;
import latchkey.region.Region;
import latchkey.session.Client;

/** What applications were granted. Every grant ends with its session, however that ends. */
final class GrantTable {

    /** Columns of grant {@code g}, its session, the account and the contact. */
    private static final String COLUMNS = """
        g.id, g.generation, g.app, g.scope, g.nonce, s.id as session, s.created_at, a.id as account, a.email,
            c.given_name, c.family_name,
            array(select p.job_id from job_person p where p.contact_id = c.id order by p.job_id) as jobs
        """;

    /** The session of grant $1 in region $2, if it was used within $3 seconds and is open. */
    private static final String OPEN = """
        session s join account a on a.id = s.subject join contact c on c.id = a.contact_id
        where g.id = $1 and g.app = $4 and g.ended_at is null
            and s.id = g.session_id and s.audience = $2 and s.ended_at is null and s.expires_at > now()
            and s.last_seen_at > now() - make_interval(secs => $3)
            and s.password_version = a.password_version and a.disabled_at is null
        """;

    /** Inserts nothing if the client signed in too long ago and has to do so again. */
    private static final String CREATE = """
        insert into app_grant (id, app, session_id, redirect_url, scope, nonce, challenge)
        select $1, $2, id, $4, $5, $6, $7 from session
        where id = $3 and ended_at is null and created_at > now() - make_interval(secs => $8)
        """;

    /**
     * A code works once and within a minute, with the address and the verifier that it was requested with. Any other
     * attempt ends it, and the tokens issued for it (RFC 6749, 4.1.2).
     */
    private static final String REDEEM = """
        update app_grant g set
            redeemed_at = coalesce(g.redeemed_at, now()),
            ended_at = case
                when g.redeemed_at is null and g.created_at > now() - interval '1 minute'
                    and g.redirect_url = $5 and g.challenge = $6
                then null else now() end
        from
        """ + OPEN + "returning g.ended_at, " + COLUMNS;

    /**
     * As with the sessions of programs, the token before the last gets the same answer for a moment. {@code seen} is
     * read so that it runs first: a session is locked before its grants.
     */
    private static final String REFRESH = """
            with seen as (
                update session set last_seen_at = now()
                where id = (select session_id from app_grant where id = $1 and app = $4 and ended_at is null)
                    and ended_at is null and last_seen_at < now() - interval '1 minute'
                    and last_seen_at > now() - make_interval(secs => $3)
                returning id
            )
            update app_grant g set
                generation = case when g.generation = $5 then g.generation + 1 else g.generation end,
                refreshed_at = case when g.generation = $5 then now() else g.refreshed_at end,
                ended_at = case
                    when g.generation = $5
                        or (g.generation = $5 + 1 and g.refreshed_at > now() - make_interval(secs => $6))
                    then null else now() end
            from
            """ + OPEN
            + " and g.redeemed_at is not null and (select count(*) from seen) <= 1 returning g.ended_at, "
            + COLUMNS;

    private static final String READ =
            "select g.ended_at, " + COLUMNS + " from app_grant g, " + OPEN + " and g.redeemed_at is not null";

    private static final String END =
            "update app_grant set ended_at = now() where id = $1 and app = $2 and ended_at is null";

    private final Pool pool;
    private final long idleSeconds;
    private final double overlapSeconds;

    GrantTable(Pool pool, Duration idle, Duration overlap) {
        this.pool = pool;
        this.idleSeconds = idle.toSeconds();
        this.overlapSeconds = overlap.toMillis() / 1000.0;
    }

    /**
     * The new grant's id; empty if the session is over or began too long ago.
     *
     * @param longest how long ago the client may have signed in
     */
    Future<Optional<UUID>> create(Client client, Authorization asked, Duration longest) {
        UUID id = Ids.secret();
        var parameters = Tuple.of(id, asked.app().id(), client.session(), asked.redirectUrl(), asked.scope())
                .addValue(asked.nonce().orElse(null))
                .addValue(asked.challenge())
                .addValue(longest.toSeconds());
        return pool.preparedQuery(CREATE)
                .execute(parameters)
                .map(rows -> rows.rowCount() == 1 ? Optional.of(id) : Optional.empty());
    }

    /** Empty if the code no longer works, or not for this address and verifier. */
    Future<Optional<Grant>> redeem(Region region, App app, UUID id, String redirectUrl, String challenge) {
        return run(REDEEM, open(region, app.id(), id).addValue(redirectUrl).addValue(challenge));
    }

    /** Empty if the session is over, or if the token was used before, which ends the grant. */
    Future<Optional<Grant>> refresh(Region region, App app, UUID id, int generation) {
        return run(REFRESH, open(region, app.id(), id).addValue(generation).addValue(overlapSeconds));
    }

    /** The grant as it is now; empty if it or its session is over. */
    Future<Optional<Grant>> read(Region region, String app, UUID id) {
        return run(READ, open(region, app, id));
    }

    /** Ends a grant of this application. */
    Future<Void> end(App app, UUID id) {
        return pool.preparedQuery(END).execute(Tuple.of(id, app.id())).mapEmpty();
    }

    private Tuple open(Region region, String app, UUID id) {
        return Tuple.of(id, region.code(), idleSeconds, app);
    }

    private Future<Optional<Grant>> run(String statement, Tuple parameters) {
        return pool.preparedQuery(statement)
                .execute(parameters)
                .map(rows -> rows.stream()
                        .findFirst()
                        .filter(row -> row.getValue("ended_at") == null)
                        .map(GrantTable::grant));
    }

    private static Grant grant(Row row) {
        return new Grant(
                row.getUUID("id"),
                row.getInteger("generation"),
                row.getString("app"),
                row.getString("scope"),
                Rows.optionalText(row, "nonce"),
                row.getUUID("session"),
                Rows.instant(row, "created_at"),
                row.getUUID("account"),
                row.getString("email"),
                row.getString("given_name"),
                row.getString("family_name"),
                List.of(row.getArrayOfUUIDs("jobs")));
    }
}
