package latchkey.staff;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import latchkey.caller.Caller;
import latchkey.database.Rows;
import latchkey.limit.Counters;
import latchkey.limit.SignInCounters;
import latchkey.session.SessionTable;

/** The two statements of a staff sign-in, before and after the hash, and signing out. */
public final class StaffSignInTable {

    /** What the database knows of the address; nobody can sign in without a hash. */
    record Candidate(Optional<UUID> id, Optional<String> phc, boolean known, Optional<Instant> limitedUntil) {}

    /** A browser that this member signed in with before ($5) takes only from its own counter ($6). */
    private static final String BEGIN =
            """
                with candidate as (
                    select m.id, m.password,
                        exists (select from staff_device d where d.staff_id = m.id and d.id = $5) as known
                    from staff m where m.email = $4 and m.ended_at is null
                ),\
                """ + Counters.takeWhere("(key = $6) = coalesce((select known from candidate), false)") + """
                select c.id, c.password, coalesce(c.known, false) as known, (select max(until) from over) as limited_until
                from (select) as always left join candidate c on true
                """;

    /** Opens the session, unless the password was changed or the member ended while it was hashed. */
    private static final String SUCCEED = """
        with member as (
            update staff set last_sign_in_at = now()
            where id = $1 and password = $2 and ended_at is null
            returning id, password_version
        ), known as (
            insert into staff_device (id, staff_id) select $3, id from member
            on conflict (staff_id, id) do update set last_seen_at = now()
        ), opened as (
            insert into session (id, audience, subject, device, password_version, expires_at, network, user_agent)
            select $4, 'staff', id, $3, password_version, now() + make_interval(secs => $5), $6, $7 from member
        ), recorded as (
            insert into event (kind, actor, network) select 'staff-signed-in', id::text, $6 from member
        )
        select id from member
        """;

    private static final String FAIL = """
        insert into event (kind, actor, network, details)
        values ('staff-sign-in-failed', 'unknown', $1, jsonb_build_object('email', $2::text))
        """;

    /** The password stays the same, and so do the sessions that it opened. */
    private static final String REPLACE_HASH = "update staff set password = $3 where id = $1 and password = $2";

    private static final String END = SessionTable.end("where id = $1");

    private final Pool pool;
    private final long maximumSeconds;

    public StaffSignInTable(Pool pool, Duration maximum) {
        this.pool = pool;
        maximumSeconds = maximum.toSeconds();
    }

    Future<Candidate> begin(String email, Optional<UUID> device, SignInCounters counters) {
        return pool.preparedQuery(BEGIN)
                .mapping(StaffSignInTable::candidate)
                .execute(counters.all().parameters(email, device.orElse(null), counters.knownDeviceKey()))
                .map(rows -> rows.iterator().next());
    }

    /** False if the member changed while the password was hashed. */
    Future<Boolean> succeed(Candidate candidate, StaffSession session, Caller caller) {
        var parameters = Tuple.of(session.member(), candidate.phc().orElseThrow())
                .addValue(session.device())
                .addValue(session.token().session())
                .addValue(maximumSeconds)
                .addValue(caller.network())
                .addValue(caller.userAgent());
        return pool.preparedQuery(SUCCEED).execute(parameters).map(rows -> rows.size() == 1);
    }

    Future<Void> fail(String email, Caller caller) {
        return pool.preparedQuery(FAIL)
                .execute(Tuple.of(caller.network(), email))
                .mapEmpty();
    }

    Future<Void> replaceHash(Candidate candidate, String stronger) {
        return pool.preparedQuery(REPLACE_HASH)
                .execute(Tuple.of(candidate.id().orElseThrow(), candidate.phc().orElseThrow(), stronger))
                .mapEmpty();
    }

    Future<Void> end(UUID session) {
        return pool.preparedQuery(END).execute(Tuple.of(session)).mapEmpty();
    }

    private static Candidate candidate(Row row) {
        return new Candidate(
                Rows.optionalId(row, "id"),
                Rows.optionalText(row, "password"),
                row.getBoolean("known"),
                Rows.optionalInstant(row, "limited_until"));
    }
}
