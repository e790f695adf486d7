package latchkey.staff;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import latchkey.key.Ids;
import latchkey.limit.Counters;
import latchkey.limit.ResetCounters;
import latchkey.limit.SignInCounters;
import latchkey.link.LinkTable;
import latchkey.session.SessionTable;
import latchkey.web.trace.Spans;

/** The one-time links of staff: reading one, and redeeming it. */
final class ActivationTable {

    private static final String FIND = """
        select l.id, m.email, m.name,
            case
                when l.used_at is not null then 'USED'
                when l.ended_at is not null or m.ended_at is not null then 'ENDED'
                when l.expires_at <= now() then 'EXPIRED'
                else 'OPEN'
            end as state
        from link l join staff m on m.id = l.staff_id
        where l.id = $1 and l.purpose = 'staff'
        """;

    /** Of parallel requests with one link, one succeeds: the update of its row decides. */
    private static final String REDEEM = """
        with locked as (
            select id, password is not null as had_one from staff where id = (select staff_id from link where id = $1)
        ), redeemed as (
            update link set used_at = now()
            from locked
            where link.id = $1 and staff_id = locked.id and purpose = 'staff'
                and used_at is null and ended_at is null and expires_at > now()
            returning staff_id, locked.had_one
        ), member as (
            update staff set password = $2, password_version = password_version + 1
            from redeemed where staff.id = redeemed.staff_id and ended_at is null
            returning id, email, had_one
        ), links as (
        """
            + LinkTable.end("'password'", "from member where link.staff_id = member.id and link.id <> $1") + """
        ), sessions as (
        """
            + SessionTable.end("from member where subject = member.id") + """
        ), mail_queued as (
            insert into mail (id, kind, staff_id, recipient)
            select $5, 'staff-password-changed', id, email from member where had_one
        ), cleared as (
        """ + Counters.clear("$3", "member") + """
        ), recorded as (
            insert into event (kind, actor, network) select 'staff-activated', id::text, $4 from member
        )
        select id from member
        """;

    private final Pool pool;

    ActivationTable(Pool pool) {
        this.pool = pool;
    }

    Future<Optional<StaffLink>> find(UUID link) {
        return pool.preparedQuery(FIND)
                .mapping(ActivationTable::link)
                .execute(Tuple.of(link))
                .map(rows -> rows.stream().findFirst());
    }

    /** False if the link was no longer open. */
    Future<Boolean> redeem(StaffLink link, String phc, String network) {
        var parameters = Tuple.of(
                link.id(),
                phc,
                Stream.of(SignInCounters.ofStaff(link.email(), network), ResetCounters.ofStaff(link.email()))
                        .flatMap(List::stream)
                        .toArray(String[]::new),
                network,
                Spans.mail(Ids.ordered()));
        return pool.withTransaction(transaction -> MemberLockTable.ofLink(transaction, link.id())
                .compose(locked -> transaction.preparedQuery(REDEEM).execute(parameters))
                .map(rows -> rows.size() == 1));
    }

    private static StaffLink link(Row row) {
        return new StaffLink(
                row.getUUID("id"),
                StaffLink.State.valueOf(row.getString("state")),
                row.getString("email"),
                row.getString("name"));
    }
}
