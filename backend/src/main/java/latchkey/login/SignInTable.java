package latchkey.login;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import latchkey.database.GroupedStatement;
import latchkey.database.Rows;
import latchkey.key.Ids;
import latchkey.limit.Counters;
import latchkey.session.SignedIn;

/** A sign-in's two statements: one before the hash, one after it. */
final class SignInTable {

    /**
     * Reads the account, if there is one, and whether it may be tried; writes nothing. A device that signed in to this
     * account before answers only to a counter of its own ($6), so that nobody else's guesses shut it out (ASVS 6.1.1).
     */
    private static final String BEGIN = """
        with candidate as (
            select a.*, exists (select from device d where d.account_id = a.id and d.id = $5) as known,
                exists (select from device d where d.account_id = a.id) as has_devices
            from account a where a.region = $3 and a.email = $4
        )
        select c.id, c.password, c.disabled_at is not null as disabled, coalesce(c.known, false) as known,
            coalesce(c.has_devices, false) as has_devices,
            (select max(until) from rate_limit where (key = $6) = coalesce(c.known, false) and
        """ + Counters.IS_USED_UP + """
            ) as limited_until
        from (select) as always left join candidate c on true
        """;

    /**
     * Opens the session, unless the password was changed, the account disabled, or the last guess that a limit allows
     * counted while it was hashed. The lock makes a new password wait, or sees it.
     */
    private static final String SUCCEED = """
        with right_one as (
            select id from account
            where id = $3 and password = $4 and disabled_at is null and not exists (select from rate_limit where
        """ + Counters.IS_USED_UP + """
            )
            for no key update nowait
        ), client as (
            update account set last_sign_in_at = now() where id = (select id from right_one)
            returning id, contact_id, region, email, password_version
        ), known as (
            insert into device (id, account_id) select $5, id from client
            on conflict (account_id, id) do update set last_seen_at = now()
        ), opened as (
            insert into session
                (id, audience, subject, device, password_version, expires_at, network, user_agent)
            select $6, region, id, $5, password_version, now() + make_interval(secs => $7), $8, $9 from client
        ), told as (
            insert into mail (id, kind, region, contact_id, recipient, details)
            select $10, 'new-device', region, contact_id, email, jsonb_build_object('userAgent', $9::text)
            from client where $11::boolean
        ), cleared as (
            delete from rate_limit where key in ($12, $13, $14) and exists (select from client)
        ), recorded as (
            insert into event (region, contact_id, kind, actor, network)
            select region, contact_id, 'sign-in-succeeded', 'client', $8 from client
        )
        select id from client
        """;

    /** An import may hold the accounts that it changes for many seconds: who signs in to one of those waits alone. */
    private static final String SUCCEED_PATIENTLY = SUCCEED.replace(" nowait", "");

    /**
     * Counts a wrong pair before anybody hears of it, the same for every address, known or not. Of guesses that came
     * together, those over a limit learn nothing: not even that they were wrong.
     */
    private static final String FAIL = "with " + Counters.TAKE + """
        , limited as (
            select max(until) as until from over where (key = $7) = $8
        ), recorded as (
            insert into event (region, contact_id, kind, actor, network, details)
            select $4, contact_of($4, $5), 'sign-in-failed', 'unknown', $6, jsonb_build_object('email', $5::text, 'why', $9::text)
            from limited where until is null
        )
        select until from limited
        """;

    private static final String REPLACE_HASH = "update account set password = $3 where id = $1 and password = $2";

    private final Pool pool;
    private final GroupedStatement beginnings;
    private final GroupedStatement successes;

    SignInTable(Pool pool) {
        this.pool = pool;
        beginnings = GroupedStatement.inTurn(pool, BEGIN);
        successes = GroupedStatement.inTurn(pool, SUCCEED, SUCCEED_PATIENTLY);
    }

    /** @param left what may be left of the attempt's counters */
    Future<Candidate> begin(Attempt attempt, Counters left) {
        var parameters = left.limits(
                attempt.region().code(),
                attempt.email(),
                attempt.caller().device().orElse(null),
                attempt.deviceCounter());
        return beginnings.execute(parameters).map(row -> candidate(row.orElseThrow()));
    }

    /** False if the account changed while the password was hashed, or others guessed at it. */
    Future<Boolean> succeed(Attempt attempt, Candidate candidate, SignedIn signedIn, Duration maximum) {
        var parameters = attempt.counters(candidate.known())
                .limits(
                        candidate.account(),
                        candidate.hash(),
                        signedIn.device(),
                        signedIn.session(),
                        maximum.toSeconds(),
                        attempt.caller().network(),
                        attempt.caller().userAgent(),
                        Ids.ordered(),
                        candidate.hasDevices() && !candidate.known(),
                        attempt.accountAndNetworkCounter(),
                        attempt.accountCounter(),
                        attempt.deviceCounter());
        return successes.execute(candidate.account().toString(), parameters).map(Optional::isPresent);
    }

    /** @return until when nothing may be tried, if this was one too many */
    Future<Optional<Instant>> fail(Attempt attempt, boolean knownDevice, String why) {
        var parameters = attempt.counters()
                .parameters(
                        attempt.region().code(),
                        attempt.email(),
                        attempt.caller().network(),
                        attempt.deviceCounter(),
                        knownDevice,
                        why);
        return pool.preparedQuery(FAIL)
                .execute(parameters)
                .map(rows -> Rows.optionalInstant(rows.iterator().next(), "until"));
    }

    Future<Void> replaceHash(Candidate candidate, String stronger) {
        return pool.preparedQuery(REPLACE_HASH)
                .execute(Tuple.of(candidate.account(), candidate.hash(), stronger))
                .mapEmpty();
    }

    private static Candidate candidate(Row row) {
        return new Candidate(
                Optional.ofNullable(row.getUUID("id")),
                Optional.ofNullable(row.getString("password")),
                row.getBoolean("disabled"),
                row.getBoolean("known"),
                row.getBoolean("has_devices"),
                Rows.optionalInstant(row, "limited_until"));
    }
}
