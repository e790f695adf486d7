package latchkey.session;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import latchkey.database.GroupedStatement;
import latchkey.database.Rows;

/** The sessions of clients. */
public final class SessionTable {

    /** Reads the client, and records once a minute that the session is in use. */
    private static final String CLIENT = """
        with seen as (
            update session set last_seen_at = now()
            where id = $1 and ended_at is null and last_seen_at < now() - interval '1 minute'
                and last_seen_at > now() - make_interval(secs => $3)
        )
        select s.id as session, a.id as account, a.contact_id as contact, a.email, c.given_name, c.family_name,
            array(select p.job_id from job_person p where p.contact_id = c.id order by p.job_id) as jobs
        from session s
        join account a on a.id = s.subject
        join contact c on c.id = a.contact_id
        where s.id = $1 and s.audience = $2 and s.ended_at is null and s.expires_at > now()
            and s.last_seen_at > now() - make_interval(secs => $3)
            and s.password_version = a.password_version and a.disabled_at is null
        """;

    /**
     * A new password ends a client's sessions in its own transaction, and so at the same time; the session in which it
     * was changed continues, and ends for another reason. An idle session is ended only when it is used again.
     */
    private static final String END_OF = """
        select case
            when a.disabled_at is not null or m.ended_at is not null then 'DISABLED'
            when s.ended_at = a.password_changed_at or m.password_version <> s.password_version then 'PASSWORD'
            when s.expires_at <= coalesce(s.ended_at, now()) then 'MAXIMUM'
            when s.last_seen_at <= coalesce(s.ended_at, now()) - make_interval(secs => $3) then 'IDLE'
            else 'ENDED'
        end as why
        from session s left join account a on a.id = s.subject left join staff m on m.id = s.subject
        where s.id = $1 and s.audience = $2
        """;

    /**
     * A token of the session's current generation gets the next one. The token before it gets that same one again for a
     * moment, since two requests may come together or an answer may get lost; later it ends the session, as any older
     * one does (RFC 9700, 4.14.2). Renewing doesn't count as use of a staff session: an open page does it on its own.
     */
    private static final String REFRESH = """
        with locked as (
            select id from session where id = $1 and audience = $2 and ended_at is null
            for no key update nowait
        )
        update session set
            generation = case when generation = $3 then generation + 1 else generation end,
            refreshed_at = case when generation = $3 then now() else refreshed_at end,
            last_seen_at = case when audience = 'staff' then last_seen_at else now() end,
            ended_at = case
                when (generation = $3
                        or (generation = $3 + 1 and refreshed_at > now() - make_interval(secs => $4)))
                    and expires_at > now()
                    and last_seen_at > now() - make_interval(secs => $5)
                    and password_version = case when audience = 'staff'
                        then (select m.password_version from staff m where m.id = subject and m.ended_at is null)
                        else (select a.password_version from account a where a.id = subject) end
                then null else now() end
        from locked where session.id = locked.id and ended_at is null
        returning subject, generation, ended_at
        """;

    private static final String END = """
        with ended as (
        """ + SessionTable.end("where id = $1 and subject = $2") + """
            returning subject, audience, network
        )
        insert into event (region, contact_id, kind, actor, network)
        select audience, contact_id, $3, 'client', ended.network
        from ended join account on account.id = ended.subject
        """;

    private static final String END_OTHERS =
            """
        with client as (
            select id, region, contact_id from account where id = $2
        ), ended as (
        """ + SessionTable.end("from client where subject = client.id and session.id <> $1") + """
            returning client.region, client.contact_id
        )
        insert into event (region, contact_id, kind, actor, details)
        select region, contact_id, 'session-ended', 'client', jsonb_build_object('count', count(*))
        from ended group by 1, 2
        """;

    private static final String OPEN = """
        select s.id, s.created_at, s.last_seen_at, s.user_agent, s.network,
            array(select distinct app from app_grant g
                where g.session_id = s.id and g.redeemed_at is not null and g.ended_at is null order by app) as apps
        from session s join account a on a.id = s.subject and a.password_version = s.password_version
        where s.subject = $1 and s.ended_at is null and s.expires_at > now()
            and s.last_seen_at > now() - make_interval(secs => $2)
        order by s.last_seen_at desc
        limit 50
        """;

    private final Pool pool;
    private final GroupedStatement refreshes;
    private final double overlapSeconds;
    private final long idleSeconds;

    /** @param overlap how long a refresh token that was just used is answered once more */
    public SessionTable(Pool pool, Duration idle, Duration overlap) {
        this.pool = pool;
        refreshes = GroupedStatement.committedTogether(pool, REFRESH);
        overlapSeconds = overlap.toMillis() / 1000.0;
        idleSeconds = idle.toSeconds();
    }

    /**
     * The statement that ends open sessions.
     *
     * @param which its {@code from}, if there is one, and its {@code where}
     */
    public static String end(String which) {
        return "update session set ended_at = now() " + which + " and session.ended_at is null\n";
    }

    /**
     * Common table expressions that end the sessions of the account in {@code whose} (id, password_version), except the
     * one in which the password was changed.
     *
     * @param kept the parameter with the id of that session
     */
    public static String endOthers(String whose, String kept) {
        return """
            others as (
                %1$s
            ), kept as (
                update session set password_version = %2$s.password_version from %2$s
                where session.id = %3$s and ended_at is null
            )
            """.formatted(
                end("from %1$s where subject = %1$s.id and session.id <> %2$s".formatted(whose, kept)), whose, kept);
    }

    /** The client of an open session. */
    public Future<Optional<Client>> client(Audience audience, UUID session) {
        return pool.preparedQuery(CLIENT)
                .execute(Tuple.of(session, audience.code(), idleSeconds))
                .map(rows -> first(rows).map(SessionTable::client));
    }

    /** Why a session has ended; empty if it has been deleted. */
    public Future<Optional<SessionEnd>> endOf(Audience audience, UUID session) {
        return pool.preparedQuery(END_OF)
                .mapping(row -> SessionEnd.valueOf(row.getString("why")))
                .execute(Tuple.of(session, audience.code(), idleSeconds))
                .map(rows -> rows.stream().findFirst());
    }

    /**
     * The next generation's token and its subject; empty if the session is over, or if the token was reused, which ends
     * it.
     */
    public Future<Optional<Refreshed>> refresh(Audience audience, SessionToken token) {
        return refreshes
                .execute(
                        token.session().toString(),
                        Tuple.of(token.session(), audience.code(), token.generation(), overlapSeconds, idleSeconds))
                .map(answer -> answer.filter(row -> row.getValue("ended_at") == null)
                        .map(row -> new Refreshed(
                                row.getUUID("subject"),
                                new SessionToken(token.session(), row.getInteger("generation")))));
    }

    /** Ends one session of an account; leaves sessions of other accounts alone. */
    public Future<Void> end(UUID session, UUID account, boolean bySigningOut) {
        String kind = bySigningOut ? "signed-out" : "session-ended";
        return pool.preparedQuery(END).execute(Tuple.of(session, account, kind)).mapEmpty();
    }

    /** Ends every open session of the account except this one. */
    public Future<Void> endOthers(UUID session, UUID account) {
        return pool.withTransaction(transaction -> ClientLockTable.ofAccount(transaction, account)
                .compose(locked -> transaction.preparedQuery(END_OTHERS).execute(Tuple.of(session, account)))
                .mapEmpty());
    }

    /** The latest 50 sessions of the account that are neither over nor idle, the last used first. */
    public Future<List<OpenSession>> open(UUID account) {
        return pool.preparedQuery(OPEN)
                .mapping(SessionTable::session)
                .execute(Tuple.of(account, idleSeconds))
                .map(rows -> rows.stream().toList());
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return rows.stream().findFirst();
    }

    private static Client client(Row row) {
        return new Client(
                row.getUUID("session"),
                row.getUUID("account"),
                row.getUUID("contact"),
                row.getString("email"),
                row.getString("given_name"),
                row.getString("family_name"),
                List.of(row.getArrayOfUUIDs("jobs")));
    }

    private static OpenSession session(Row row) {
        return new OpenSession(
                row.getUUID("id"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "last_seen_at"),
                row.getString("user_agent"),
                row.getString("network"),
                List.of(row.getArrayOfStrings("apps")));
    }

    /** A session's next token. */
    public record Refreshed(UUID subject, SessionToken token) {}
}
