package latchkey.staff;

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
import latchkey.link.LinkTable;
import latchkey.session.SessionTable;
import latchkey.web.trace.Spans;

/** Staff members: adding, changing, ending, a statement each. */
final class StaffTable {

    /** The acting member and their network; both empty for the command line, which is recorded as {@code system}. */
    record Actor(Optional<UUID> staff, Optional<String> network) {

        String name() {
            return staff.map(UUID::toString).orElse("system");
        }
    }

    /** A new member. */
    record NewMember(String email, String name, String role, List<String> regions) {}

    /** The outcome of a change; a member whose access has ended can't be changed. */
    enum Outcome {
        DONE,
        ABSENT,
        ENDED,
        LAST_ADMIN
    }

    private static final String COLUMNS = """
        select id, name, email, role, regions, last_sign_in_at,
            case when ended_at is not null then 'ENDED' when password is null then 'INVITED' else 'ACTIVE' end as status
        from staff
        """;

    private static final String LIST = COLUMNS + "order by ended_at is not null, name, id";
    private static final String FIND = COLUMNS + "where id = $1";

    /** A member whose access has ended can be added again, as a new one. */
    private static final String ADD = """
        with made as (
            insert into staff (id, email, name, role, regions) values ($1, $2, $3, $4, $5)
            on conflict (email) where ended_at is null do nothing
            returning id, email, name
        ), invited as (
            insert into link (id, purpose, staff_id, email, created_by, expires_at)
            select $6, 'staff', id, email, $7, now() + make_interval(secs => $8) from made
        ), mail_queued as (
            insert into mail (id, kind, staff_id, link_id, recipient)
            select $9, 'staff-invitation', id, $6, email from made where $10::boolean
        ), recorded as (
            insert into event (kind, actor, network, details)
            select 'staff-added', $11, $12, jsonb_build_object('staff', id, 'name', name, 'email', email) from made
        )
        select id from made
        """;

    private static final String LINK =
            """
        with member as (
            select id, email, name from staff where (id = $1 or email = $2) and ended_at is null for no key update
        ), replaced as (
        """ + LinkTable.end("'replaced'", "from member where link.staff_id = member.id") + """
        ), made as (
            insert into link (id, purpose, staff_id, email, created_by, expires_at)
            select $3, 'staff', id, email, $4, now() + make_interval(secs => $5) from member
        ), mail_queued as (
            insert into mail (id, kind, staff_id, link_id, recipient)
            select $6, 'staff-invitation', id, $3, email from member where $7::boolean
        ), recorded as (
            insert into event (kind, actor, network, details)
            select 'staff-link-sent', $8, $9, jsonb_build_object('staff', id, 'name', name) from member
        )
        select id from member
        """;

    private static final String CHANGE = judged("coalesce($3::text, 'admin') <> 'admin'") + """
        changed as (
            update staff set name = coalesce($2, name), role = coalesce($3, role), regions = coalesce($4, regions)
            from judged where staff.id = judged.id and outcome = 'DONE'
            returning staff.id, name
        ), recorded as (
            insert into event (kind, actor, network, details)
            select 'staff-changed', $5, $6, jsonb_build_object('staff', id, 'name', name) from changed
        )
        select outcome from judged
        """;

    private static final String END =
            judged("true") + """
        ended as (
            update staff set ended_at = now(), password_version = password_version + 1
            from judged where staff.id = judged.id and outcome = 'DONE'
            returning staff.id, name
        ), links as (
        """ + LinkTable.end("'staff'", "from ended where link.staff_id = ended.id") + """
        ), sessions as (
        """
                    + SessionTable.end("from ended where subject = ended.id") + """
        ), batches as (
            update invitation_batch set stopped_at = now() from ended
            where staff_id = ended.id and finished_at is null and stopped_at is null and failed_at is null
        ), recorded as (
            insert into event (kind, actor, network, details)
            select 'staff-ended', $2, $3, jsonb_build_object('staff', id, 'name', name) from ended
        )
        select outcome from judged
        """;

    private final Pool pool;

    StaffTable(Pool pool) {
        this.pool = pool;
    }

    Future<List<StaffMember>> list() {
        return pool.preparedQuery(LIST)
                .mapping(StaffTable::member)
                .execute()
                .map(rows -> rows.stream().toList());
    }

    Future<Optional<StaffMember>> find(UUID id) {
        return pool.preparedQuery(FIND)
                .mapping(StaffTable::member)
                .execute(Tuple.of(id))
                .map(rows -> rows.stream().findFirst());
    }

    /** The id of the new member; empty if there is one with this address. */
    Future<Optional<UUID>> add(NewMember member, UUID link, Duration validity, boolean mail, Actor actor) {
        var parameters = Tuple.of(Ids.ordered(), member.email(), member.name(), member.role())
                .addValue(member.regions().toArray(String[]::new))
                .addValue(link)
                .addValue(actor.staff().orElse(null))
                .addValue(validity.toSeconds())
                .addValue(Spans.mail(Ids.ordered()))
                .addValue(mail)
                .addValue(actor.name())
                .addValue(actor.network().orElse(null));
        return id(ADD, parameters);
    }

    /** A new one-time link for the member with this id or address; empty if there is none. */
    Future<Optional<UUID>> link(
            Optional<UUID> id, Optional<String> email, UUID link, Duration validity, boolean mail, Actor actor) {
        var parameters = Tuple.of(id.orElse(null), email.orElse(null), link)
                .addValue(actor.staff().orElse(null))
                .addValue(validity.toSeconds())
                .addValue(Spans.mail(Ids.ordered()))
                .addValue(mail)
                .addValue(actor.name())
                .addValue(actor.network().orElse(null));
        return id(LINK, parameters);
    }

    Future<Outcome> change(
            UUID id, Optional<String> name, Optional<String> role, Optional<List<String>> regions, Actor actor) {
        var parameters = Tuple.of(id, name.orElse(null), role.orElse(null))
                .addValue(regions.map(codes -> codes.toArray(String[]::new)).orElse(null))
                .addValue(actor.name())
                .addValue(actor.network().orElse(null));
        return outcome(CHANGE, parameters);
    }

    Future<Outcome> end(UUID id, Actor actor) {
        return outcome(END, Tuple.of(id, actor.name(), actor.network().orElse(null)));
    }

    private static StaffMember member(Row row) {
        return new StaffMember(
                row.getUUID("id"),
                row.getString("name"),
                row.getString("email"),
                row.getString("role"),
                List.of(row.getArrayOfStrings("regions")),
                StaffMember.Status.valueOf(row.getString("status")),
                Rows.optionalInstant(row, "last_sign_in_at"));
    }

    /**
     * The member ($1) and what can be done. Where an administrator stops being one all administrators are locked, so that
     * of two simultaneous changes the second sees the first, and they can't remove the last administrator together.
     *
     * @param demotes the condition that the member is not an administrator afterwards
     */
    private static String judged(String demotes) {
        return """
            with locked as (
                select id, role, ended_at from staff
                where id = $1 or role = 'admin' and ended_at is null and %1$s
                    and exists (select from staff where id = $1 and role = 'admin')
                order by id for no key update
            ), judged as (
                select id, case
                    when ended_at is not null then 'ENDED'
                    when role = 'admin' and %1$s and not exists (select from locked where id <> $1) then 'LAST_ADMIN'
                    else 'DONE' end as outcome
                from locked where id = $1
            ),\
            """.formatted(demotes);
    }

    private Future<Outcome> outcome(String sql, Tuple parameters) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> Outcome.valueOf(row.getString("outcome")))
                        .orElse(Outcome.ABSENT));
    }

    private Future<Optional<UUID>> id(String sql, Tuple parameters) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .map(rows -> rows.stream().findFirst().map(row -> row.getUUID("id")));
    }
}
