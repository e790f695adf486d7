package latchkey.staff.own;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import latchkey.address.EmailAddress;
import latchkey.api.SignedInStaff;
import latchkey.database.Rows;
import latchkey.key.Ids;
import latchkey.limit.Counters;
import latchkey.limit.ResetCounters;
import latchkey.link.LinkTable;
import latchkey.session.SessionTable;
import latchkey.staff.MemberLockTable;
import latchkey.web.trace.Spans;

/** Staff members' own accounts. */
final class OwnAccountTable {

    record Current(String phc, Optional<Instant> limitedUntil) {}

    /** A browser that a member is signed in with. */
    record OpenSession(UUID id, Instant signedInAt, Instant lastUsedAt, String userAgent, String network) {}

    private static final String TAKE = "with " + ResetCounters.TAKE + "select key, until from over";

    private static final String BEGIN = "with " + Counters.TAKE
            + "select m.password, (select max(until) from over) as limited_until from staff m where m.id = $4";

    private static final String CHANGE =
            """
        with member as (
            update staff set password = $3, password_version = password_version + 1
            where id = $1 and password = $2 and ended_at is null
            returning id, email, password_version
        ), links as (
        """ + LinkTable.end("'password'", "from member where link.staff_id = member.id") + """
        ),\
        """
                    + SessionTable.endOthers("member", "$4") + """
        , mail_queued as (
            insert into mail (id, kind, staff_id, recipient) select $5, 'staff-password-changed', id, email from member
        ), recorded as (
            insert into event (kind, actor, network) select 'staff-password-changed', id::text, $6 from member
        )
        select id from member
        """;

    private static final String RENAME = """
        with member as (
            update staff set name = $2 where id = $1 and ended_at is null returning id
        )
        insert into event (kind, actor, network, details)
        select 'staff-renamed', id::text, $3, jsonb_build_object('staff', id, 'name', $2::text) from member
        """;

    private static final String SESSIONS = """
        select own.id, own.created_at, own.last_seen_at, own.user_agent, own.network
        from session own join staff m on m.id = own.subject and m.password_version = own.password_version
        where own.subject = $1 and own.audience = 'staff' and own.ended_at is null and own.expires_at > now()
            and own.last_seen_at > now() - make_interval(secs => $2)
        order by own.last_seen_at desc
        limit 50
        """;

    private static final String END_SESSION =
            """
        with ended as (
        """ + SessionTable.end("where id = $1 and subject = $2 and audience = 'staff'") + """
            returning subject
        )
        insert into event (kind, actor, network) select 'staff-session-ended', subject::text, $3 from ended
        returning id
        """;

    /**
     * Earlier links of the member stay: the request may come from anybody, and must not be able to end an invitation.
     * Setting a password ends them all.
     */
    private static final String MAIL_LINK = """
        with member as (
            select id, email, name from staff where email = $1 and ended_at is null for no key update
        ), made as (
            insert into link (id, purpose, staff_id, email, expires_at)
            select $2, 'staff', id, email, now() + make_interval(secs => $3) from member
        ), mail_queued as (
            insert into mail (id, kind, staff_id, link_id, recipient) select $4, 'staff-reset', id, $2, email from member
        )
        insert into event (kind, actor, network, details)
        select 'staff-reset-requested', 'unknown', $5, jsonb_build_object('staff', id, 'name', name) from member
        """;

    private final Pool pool;

    OwnAccountTable(Pool pool) {
        this.pool = pool;
    }

    /** @return when the limit ends, for each counter that exceeds it */
    Future<Map<String, Instant>> take(ResetCounters counters) {
        return pool.preparedQuery(TAKE).execute(counters.all().parameters()).map(ResetCounters::over);
    }

    Future<Current> begin(SignedInStaff member, Counters guesses) {
        return pool.preparedQuery(BEGIN)
                .mapping(row -> new Current(row.getString("password"), Rows.optionalInstant(row, "limited_until")))
                .execute(guesses.parameters(member.id()))
                .map(rows -> rows.iterator().next());
    }

    /** False if the password was changed, or the member ended, meanwhile. */
    Future<Boolean> change(SignedInStaff member, String from, String to, String network) {
        var parameters = Tuple.of(member.id(), from, to, member.session(), Spans.mail(Ids.ordered()))
                .addValue(network);
        return pool.withTransaction(transaction -> MemberLockTable.of(transaction, member.id())
                .compose(locked -> transaction.preparedQuery(CHANGE).execute(parameters))
                .map(rows -> rows.size() == 1));
    }

    Future<Void> rename(SignedInStaff member, String name, String network) {
        return pool.preparedQuery(RENAME)
                .execute(Tuple.of(member.id(), name, network))
                .mapEmpty();
    }

    /** The sessions in use, latest first; at most 50. */
    Future<List<OpenSession>> sessions(SignedInStaff member, Duration idle) {
        return pool.preparedQuery(SESSIONS)
                .mapping(OwnAccountTable::session)
                .execute(Tuple.of(member.id(), idle.toSeconds()))
                .map(rows -> rows.stream().toList());
    }

    /** False if the member has no such session open. */
    Future<Boolean> endSession(SignedInStaff member, UUID session, String network) {
        return pool.preparedQuery(END_SESSION)
                .execute(Tuple.of(session, member.id(), network))
                .map(rows -> rows.size() == 1);
    }

    /** Mails a one-time link, if a member has the address. */
    Future<Void> mailLink(EmailAddress email, Duration validity, String network) {
        return pool.preparedQuery(MAIL_LINK)
                .execute(
                        Tuple.of(email.value(), Ids.secret(), validity.toSeconds(), Spans.mail(Ids.ordered()), network))
                .mapEmpty();
    }

    private static OpenSession session(Row row) {
        return new OpenSession(
                row.getUUID("id"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "last_seen_at"),
                row.getString("user_agent"),
                row.getString("network"));
    }
}
