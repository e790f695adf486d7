package latchkey.login;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import latchkey.key.Ids;
import latchkey.limit.Counters;
import latchkey.region.Region;
import latchkey.web.Caller;

/** A sign-in's two statements: one before the hash, one after it. */
final class SignInTable {

    /**
     * Counts the attempt and reads the account, if there is one. A device that signed in to this account before answers
     * only to a counter of its own ($7), so that nobody else's guesses shut it out (ASVS 6.1.1).
     */
    private static final String BEGIN = "with " + Counters.TAKE + """
            , candidate as (
                select a.*, exists (select from device d where d.account_id = a.id and d.id = $6) as known,
                    exists (select from device d where d.account_id = a.id) as has_devices
                from account a where a.region = $4 and a.email = $5
            )
            select c.id, c.password, c.disabled_at is not null as disabled, coalesce(c.known, false) as known,
                coalesce(c.has_devices, false) as has_devices,
                (select max(until) from over where (key = $7) = coalesce(c.known, false)) as limited_until
            from (select) as always left join candidate c on true
            """;

    /**
     * Opens the session, unless the password was changed or the account disabled while it was hashed. The update makes a
     * new password wait, or sees it.
     */
    private static final String SUCCEED = """
            with client as (
                update account set last_sign_in_at = now()
                where id = $1 and password = $2 and disabled_at is null
                returning id, contact_id, region, email, password_version
            ), known as (
                insert into device (id, account_id) select $3, id from client
                on conflict (account_id, id) do update set last_seen_at = now()
            ), opened as (
                insert into session
                    (id, audience, subject, device, password_version, expires_at, network, user_agent)
                select $4, region, id, $3, password_version, now() + make_interval(secs => $5), $6, $7 from client
            ), told as (
                insert into mail (id, kind, region, contact_id, recipient, details)
                select $8, 'new-device', region, contact_id, email, jsonb_build_object('userAgent', $7::text)
                from client where $9::boolean
            ), cleared as (
                delete from rate_limit where key in ($10, $11, $12)
            ), given_back as (
                update rate_limit set used = greatest(used - 1, 0) where key = $13
            ), recorded as (
                insert into event (region, contact_id, kind, actor, network)
                select region, contact_id, 'sign-in-succeeded', 'client', $6 from client
            )
            select id from client
            """;

    /** The same for every address, known or not. */
    private static final String FAIL = """
            insert into event (region, contact_id, kind, actor, network, details)
            values (
                $1,
                coalesce(
                    (select contact_id from account where region = $1 and email = $2),
                    (select id from contact where region = $1 and email = $2 order by created_at limit 1)),
                'sign-in-failed', 'unknown', $3, jsonb_build_object('email', $2::text, 'why', $4::text))
            """;

    private static final String GIVE_BACK = """
            update rate_limit set used = greatest(used - 1, 0)
            where key in (select key from rate_limit where key = any ($1::text[]) order by key for update)
            """;

    private static final String REPLACE_HASH = "update account set password = $3 where id = $1 and password = $2";

    private final Pool pool;

    SignInTable(Pool pool) {
        this.pool = pool;
    }

    Future<Candidate> begin(Attempt attempt) {
        var parameters = attempt.counters()
                .parameters(
                        attempt.region().code(),
                        attempt.email(),
                        attempt.caller().device().orElse(null),
                        attempt.deviceCounter());
        return pool.preparedQuery(BEGIN)
                .execute(parameters)
                .map(rows -> candidate(rows.iterator().next()));
    }

    /** False if the account changed while the password was hashed. */
    Future<Boolean> succeed(Attempt attempt, Candidate candidate, SignedIn signedIn, Duration maximum) {
        var parameters = Tuple.of(candidate.account(), candidate.hash(), signedIn.device(), signedIn.session())
                .addValue(maximum.toSeconds())
                .addValue(attempt.caller().network())
                .addValue(attempt.caller().userAgent())
                .addValue(Ids.ordered())
                .addValue(candidate.hasDevices() && !candidate.known())
                .addValue(attempt.accountAndNetworkCounter())
                .addValue(attempt.accountCounter())
                .addValue(attempt.deviceCounter())
                .addValue(attempt.networkCounter());
        return pool.preparedQuery(SUCCEED).execute(parameters).map(rows -> rows.size() == 1);
    }

    Future<Void> fail(Region region, String email, Caller caller, String why) {
        return pool.preparedQuery(FAIL)
                .execute(Tuple.of(region.code(), email, caller.network(), why))
                .mapEmpty();
    }

    Future<Void> giveBack(Counters counters) {
        return pool.preparedQuery(GIVE_BACK).execute(Tuple.of(counters.keys())).mapEmpty();
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
                Optional.ofNullable(row.get(OffsetDateTime.class, "limited_until"))
                        .map(OffsetDateTime::toInstant));
    }
}
