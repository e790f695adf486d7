package latchkey.api;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import latchkey.region.Region;
import latchkey.region.Regions;

/** The signed-in member, read with the session in one statement. */
final class MemberTable {

    /** A member whose access has ended doesn't count. */
    private static final String MEMBER = """
        select s.id as session, m.id, m.name, m.email, m.role, m.regions
        from session s join staff m on m.id = s.subject
        where s.id = $1 and s.audience = 'staff' and s.ended_at is null and s.expires_at > now()
            and s.last_seen_at > now() - make_interval(secs => $2)
            and s.password_version = m.password_version and m.ended_at is null
        """;

    /** The same, and records once a minute that the session is in use. */
    private static final String USE = """
        with seen as (
            update session set last_seen_at = now()
            where id = $1 and ended_at is null and last_seen_at < now() - interval '1 minute'
                and last_seen_at > now() - make_interval(secs => $2)
        )
        """ + MEMBER;

    private final Pool pool;
    private final long idleSeconds;
    private final List<String> configured;

    MemberTable(Pool pool, Duration idle, Regions regions) {
        this.pool = pool;
        idleSeconds = idle.toSeconds();
        configured = regions.all().stream().map(Region::code).toList();
    }

    /** The member of a session, which is in use now and not idle. */
    Future<Optional<SignedInStaff>> use(UUID session) {
        return member(USE, session);
    }

    /** The member of a session, which may become idle meanwhile. */
    Future<Optional<SignedInStaff>> look(UUID session) {
        return member(MEMBER, session);
    }

    private Future<Optional<SignedInStaff>> member(String sql, UUID session) {
        return pool.preparedQuery(sql)
                .mapping(this::member)
                .execute(Tuple.of(session, idleSeconds))
                .map(rows -> rows.stream().findFirst());
    }

    private SignedInStaff member(Row row) {
        boolean admin = row.getString("role").equals("admin");
        List<String> own = List.of(row.getArrayOfStrings("regions"));
        return new SignedInStaff(
                row.getUUID("session"),
                row.getUUID("id"),
                row.getString("name"),
                row.getString("email"),
                admin,
                configured.stream().filter(code -> admin || own.contains(code)).toList());
    }
}
