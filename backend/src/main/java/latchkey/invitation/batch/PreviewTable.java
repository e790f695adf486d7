package latchkey.invitation.batch;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import latchkey.address.AddressSimilarity;
import latchkey.config.Limit;
import latchkey.contact.ContactTable;
import latchkey.database.Rows;
import latchkey.invitation.InvitationOutcome.Kind;
import latchkey.invitation.SendInvitations;
import latchkey.limit.Counters;
import latchkey.limit.Limits;

/** Previews the invitation of a selection. Nothing is written. */
final class PreviewTable {

    /** Few enough that looking for misspelt domains holds nobody up. */
    private static final int MAX_DOMAINS = 5_000;

    /** This many names are enough to see what is meant. */
    private static final int MOST_NAMES = 5;

    /** Of too many domains only the rarest are read, since misspelt ones are rare. */
    private static final String COUNT = """
            with judged as (
                select c.id, c.given_name || ' ' || c.family_name as name, coalesce(\
            """ + ContactTable.WHY_NOT_INVITED + """
                    , case
                        when exists (select from rate_limit where %s
                            and key =\
            """
            + Counters.sqlKey(SendInvitations.BY_CONTACT, "c.id::text") + """
                            ) then 'LIMITED'
                        else 'SENT'
                    end) as outcome,
            """ + InvitationGroup.OF_CONTACT + """
                    as invitation_group, split_part(c.email, '@', 2) as domain,
                    c.portal not in ('ACTIVE', 'DISABLED') and exists (
                        select from contact o where o.region = c.region and o.email = c.email and o.id <> c.id
                            and o.archived_at is null) as is_shared
                from contact c where %s
            ), domains as (
                select domain, count(*) as count from judged where outcome = 'SENT'
                group by domain order by count, domain limit %d
            ), sharing as (
                select id, name from judged where outcome = 'SENT' and is_shared order by name, id limit %d
            )
            select outcome, invitation_group, null as domain, count(*) as count,
                count(*) filter (where is_shared) as shared, null::uuid as id, null as name
            from judged group by outcome, invitation_group
            union all select 'SENT', null, domain, count, 0, null, null from domains
            union all select 'SENT', null, null, 0, 0, id, name from sharing
            """;

    private static final String WITH_DOMAINS =
            "select c.id, c.given_name || ' ' || c.family_name as name from contact c where %s and ("
                    + ContactTable.WHY_NOT_INVITED
                    + ") is null and split_part(c.email, '@', 2) = any (%s::text[]) order by name, id limit %d";

    /** A contact that staff should look at first. */
    record Named(UUID contact, String name) {}

    /** How many contacts staff should look at first, and some of them. */
    record Warned(long count, List<Named> first) {}

    /**
     * What inviting a selection would do.
     *
     * @param allowed those who would be invited, by group
     * @param shared those of them who share their address with another contact
     * @param misspelt those of them whose address looks misspelt
     */
    record Preview(Map<Kind, Long> counts, Map<InvitationGroup, Long> allowed, Warned shared, Warned misspelt) {}

    private final Pool pool;
    private final Limit invitations;

    PreviewTable(Pool pool, Limits limits) {
        this.pool = pool;
        invitations = limits.invitationByContact();
    }

    Future<Preview> count(Selection selection) {
        Selection counted = selection.with(invitations.count());
        String limited = Counters.isUsedUp(selection.next(), counted.next());
        return pool.preparedQuery(COUNT.formatted(limited, selection.condition(), MAX_DOMAINS, MOST_NAMES))
                .execute(Tuple.tuple(counted.with(invitations.seconds()).parameters()))
                .compose(rows -> {
                    Map<String, Long> misspelt = misspelt(rows);
                    return named(selection, misspelt.keySet()).map(first -> preview(rows, misspelt, first));
                });
    }

    private Future<List<Named>> named(Selection selection, Set<String> domains) {
        if (domains.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return pool.preparedQuery(WITH_DOMAINS.formatted(selection.condition(), selection.next(), MOST_NAMES))
                .mapping(PreviewTable::named)
                .execute(Tuple.tuple(
                        selection.with(domains.toArray(String[]::new)).parameters()))
                .map(rows -> rows.stream().toList());
    }

    /** The domains that look misspelt, and how many have each. */
    private static Map<String, Long> misspelt(RowSet<Row> rows) {
        return rows.stream()
                .filter(row -> Rows.optionalText(row, "domain")
                        .flatMap(domain -> AddressSimilarity.meant("@" + domain))
                        .isPresent())
                .collect(Collectors.toMap(row -> row.getString("domain"), row -> row.getLong("count")));
    }

    private static Preview preview(RowSet<Row> rows, Map<String, Long> misspelt, List<Named> firstMisspelt) {
        var counts = new EnumMap<Kind, Long>(Kind.class);
        var allowed = new EnumMap<InvitationGroup, Long>(InvitationGroup.class);
        var firstShared = new ArrayList<Named>();
        long shared = 0;
        for (Row row : rows) {
            Kind kind = Kind.valueOf(row.getString("outcome"));
            if (Rows.optionalId(row, "id").isPresent()) {
                firstShared.add(named(row));
            } else if (Rows.optionalText(row, "domain").isEmpty()) {
                counts.merge(kind, row.getLong("count"), Long::sum);
                if (kind == Kind.SENT) {
                    allowed.merge(
                            InvitationGroup.valueOf(row.getString("invitation_group")),
                            row.getLong("count"),
                            Long::sum);
                    shared += row.getLong("shared");
                }
            }
        }
        long all = misspelt.values().stream().mapToLong(Long::longValue).sum();
        return new Preview(counts, allowed, new Warned(shared, firstShared), new Warned(all, firstMisspelt));
    }

    private static Named named(Row row) {
        return new Named(row.getUUID("id"), row.getString("name"));
    }
}
