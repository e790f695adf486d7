package latchkey.link;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import latchkey.database.Rows;
import latchkey.link.Link.State;

/** The one-time links of clients. */
public final class LinkTable {

    /** Condition on link {@code l}: unused, and expired or replaced. */
    public static final String RAN_OUT =
            "l.used_at is null and (l.ended_by = 'replaced' or l.ended_at is null and l.expires_at <= now())";

    private static final String FIND = """
        select l.id, l.email, c.given_name, c.family_name,
            case
                when l.used_at is not null then 'USED'
                when l.purpose = 'invitation'
                    and exists (select from account a where a.contact_id = l.contact_id and a.email = l.email)
                    then 'HAS_ACCOUNT'
                when l.ended_at is not null then upper(l.ended_by)
                when l.expires_at <= now() then 'EXPIRED'
                when l.purpose = 'invitation'
                    and exists (select from account a where a.region = l.region and a.email = l.email)
                    then 'ADDRESS_IN_USE'
                else 'OPEN'
            end as state,
            coalesce(l.used_at, l.ended_at, l.expires_at) as at
        from link l join contact c on c.id = l.contact_id
        where l.id = $1 and l.purpose = $2 and l.region = $3
        """;

    private static final String ACCOUNT_OF_SPENT = """
        select a.email from link l join account a on a.id = l.account_id
        where l.purpose = $2 and l.region = $3 and l.id = $1 and
        """ + RAN_OUT;

    /** Records, for staff, that somebody opened a link that no longer works. */
    private static final String REFUSED = """
        insert into event (region, contact_id, kind, actor, network, details)
        select region, contact_id, 'link-refused', 'client', $2,
            jsonb_build_object('link', id, 'purpose', purpose, 'why', $3::text)
        from link where id = $1
        """;

    private final Pool pool;

    LinkTable(Pool pool) {
        this.pool = pool;
    }

    /**
     * The statement that ends links that are open.
     *
     * @param why an SQL expression for {@code ended_by}
     * @param which its {@code from}, if there is one, and its {@code where}
     */
    public static String end(String why, String which) {
        return """
            update link set ended_at = now(), ended_by = %s
            %s and link.used_at is null and link.ended_at is null
            """.formatted(why, which);
    }

    /** Empty if the region has no such link; whether it still works is its state. */
    Future<Optional<Link>> find(Purpose purpose, String region, UUID id) {
        return pool.preparedQuery(FIND)
                .mapping(LinkTable::link)
                .execute(Tuple.of(id, purpose.code(), region))
                .map(rows -> rows.stream().findFirst());
    }

    /** The account's current address, if the link expired or was replaced. */
    Future<Optional<String>> accountOfSpent(Purpose purpose, String region, UUID id) {
        return pool.preparedQuery(ACCOUNT_OF_SPENT)
                .mapping(row -> row.getString("email"))
                .execute(Tuple.of(id, purpose.code(), region))
                .map(rows -> rows.stream().findFirst());
    }

    /** Does nothing if the link is gone. */
    Future<Void> refused(Link link, String network) {
        return pool.preparedQuery(REFUSED)
                .execute(Tuple.of(link.id(), network, link.state().name().toLowerCase(Locale.ROOT)))
                .mapEmpty();
    }

    private static Link link(Row row) {
        return new Link(
                row.getUUID("id"),
                State.valueOf(row.getString("state")),
                Rows.instant(row, "at"),
                row.getString("email"),
                row.getString("given_name"),
                row.getString("family_name"));
    }
}
