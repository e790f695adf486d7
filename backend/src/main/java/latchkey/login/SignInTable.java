package latchkey.login;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;
import latchkey.database.GroupedStatement;
import latchkey.database.Rows;
import latchkey.key.Ids;
import latchkey.limit.Counters;
import latchkey.session.SignedIn;

/** The two statements of a sign-in, before and after the hash. */
final class SignInTable {

    /**
     * Counts the attempt and reads the account, if there is one. A device that signed in to this account before ($6)
     * takes only from its own counter ($7).
     */
    private static final String BEGIN =
            """
                with candidate as (
                    select a.*, exists (select from device d where d.account_id = a.id and d.id = $6) as known
                    from account a where a.region = $4 and a.email = $5
                ),\
                """ + Counters.takeWhere("(key = $7) = coalesce((select known from candidate), false)") + """
                select c.id, c.password, c.disabled_at is not null as disabled, coalesce(c.known, false) as known,
                    (select max(until) from over) as limited_until
                from (select) as always left join candidate c on true
                """;

    /**
     * Opens the session, unless password or address was changed or the account disabled while it was hashed. The lock
     * makes a concurrent new password wait or be seen, and each new device is reported only once. If the account had a
     * device before, its owner is notified of the new one, at most five times a day: programs can choose any name.
     */
    private static final String SUCCEED = """
        with unchanged_account as (
            select id from account where id = $1 and password = $2 and email = $9 and disabled_at is null
            for no key update nowait
        ), client as (
            update account set last_sign_in_at = now() where id = (select id from unchanged_account)
            returning id, contact_id, region, email, password_version
        ), known_device as (
            update device set last_seen_at = now() where account_id = (select id from client) and id = $3
        ), new_device as (
            insert into device (id, account_id) select $3, id from client
            on conflict do nothing
            returning account_id
        ), opened as (
            insert into session
                (id, audience, subject, device, password_version, expires_at, network, user_agent)
            select $4, region, id, $3, password_version, now() + make_interval(secs => $5), $6, $7 from client
        ), mail_queued as (
            insert into mail (id, kind, region, contact_id, recipient, details)
            select $8, 'new-device', region, contact_id, email, jsonb_build_object('userAgent', $7::text)
            from client join new_device on account_id = client.id
            where exists (select from device where device.account_id = client.id) and 5 > (
                select count(*) from mail
                where mail.contact_id = client.contact_id and kind = 'new-device'
                    and created_at > now() - interval '1 day')
        ), recorded as (
            insert into event (region, contact_id, kind, actor, network)
            select region, contact_id, 'sign-in-succeeded', 'client', $6 from client
        )
        select id from client
        """;

    /** The same for every address, known or not. */
    private static final String FAIL = """
        insert into event (region, contact_id, kind, actor, network, details)
        values ($1, contact_of($1, $2), 'sign-in-failed', 'unknown', $3,
            jsonb_build_object('email', $2::text, 'why', $4::text))
        """;

    private static final String REPLACE_HASH = "update account set password = $3 where id = $1 and password = $2";

    private final Pool pool;
    private final GroupedStatement beginnings;
    private final GroupedStatement successes;

    SignInTable(Pool pool) {
        this.pool = pool;
        beginnings = GroupedStatement.committedApart(pool, BEGIN);
        successes = GroupedStatement.committedTogether(pool, SUCCEED);
    }

    Future<Candidate> begin(Attempt attempt) {
        var parameters = attempt.counters()
                .all()
                .parameters(
                        attempt.region().code(),
                        attempt.email(),
                        attempt.caller().device().orElse(null),
                        attempt.counters().knownDeviceKey());
        return beginnings.execute(parameters).map(row -> candidate(row.orElseThrow()));
    }

    /** False if the account changed while the password was hashed. */
    Future<Boolean> succeed(Attempt attempt, Candidate candidate, SignedIn signedIn, Duration maximum) {
        var parameters = Tuple.of(candidate.account(), candidate.hash(), signedIn.device(), signedIn.session())
                .addValue(maximum.toSeconds())
                .addValue(attempt.caller().network())
                .addValue(attempt.caller().userAgent())
                .addValue(Ids.ordered())
                .addValue(attempt.email());
        return successes.execute(candidate.account().toString(), parameters).map(Optional::isPresent);
    }

    Future<Void> fail(Attempt attempt, String why) {
        return pool.preparedQuery(FAIL)
                .execute(Tuple.of(
                        attempt.region().code(),
                        attempt.email(),
                        attempt.caller().network(),
                        why))
                .mapEmpty();
    }

    Future<Void> replaceHash(Candidate candidate, String stronger) {
        return pool.preparedQuery(REPLACE_HASH)
                .execute(Tuple.of(candidate.account(), candidate.hash(), stronger))
                .mapEmpty();
    }

    private static Candidate candidate(Row row) {
        return new Candidate(
                Rows.optionalId(row, "id"),
                Rows.optionalText(row, "password"),
                row.getBoolean("disabled"),
                row.getBoolean("known"),
                Rows.optionalInstant(row, "limited_until"));
    }
}
