package latchkey.invitation.batch;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import latchkey.address.AddressSimilarity;
import latchkey.config.Limit;
import latchkey.invitation.InvitationOutcome.Kind;
import latchkey.invitation.SendInvitations;
import latchkey.limit.Counters;
import latchkey.limit.Limits;

/** What would become of inviting a selection. Nothing is written. */
final class PreviewTable {

    /** So few different domains that looking for misspelt ones holds nobody up. */
    private static final int MAX_DOMAINS = 5_000;

    /** Of too many domains those that are rare: a misspelt one is. */
    private static final String COUNT =
            """
                with judged as (
                    select case
                            when c.portal in ('ACTIVE', 'DISABLED') then 'ACCOUNT_EXISTS'
                            when c.archived_at is not null then 'ARCHIVED'
                            when c.email is null then 'NO_ADDRESS'
                            when exists (select from account a where a.region = c.region and a.email = c.email)
                                then 'ADDRESS_IN_USE'
                            when exists (select from rate_limit where %s
                                and key =\
                """ + Counters.sqlKey(SendInvitations.BY_CONTACT, "c.id::text") + """
                                ) then 'LIMITED'
                            else 'SENT'
                        end as outcome,
                """ + InvitationGroup.OF_CONTACT + """
                        as invitation_group, split_part(c.email, '@', 2) as domain,
                        c.portal not in ('ACTIVE', 'DISABLED') and exists (
                            select from contact o where o.region = c.region and o.email = c.email and o.id <> c.id
                                and o.archived_at is null) as is_shared
                    from contact c where %s
                ), domains as (
                    select domain, count(*) as count from judged where outcome = 'SENT'
                    group by domain order by count, domain limit %d
                )
                select outcome, invitation_group, null as domain, count(*) as count,
                    count(*) filter (where is_shared) as shared
                from judged group by outcome, invitation_group
                union all select 'SENT', null, domain, count, 0 from domains
                """;

    /**
     * How many for which outcome.
     *
     * @param allowed those who would be invited, by what they are
     * @param shared how many of them share their address with another contact
     * @param misspelt how many of them have an address that looks misspelt
     */
    record Preview(Map<Kind, Long> counts, Map<InvitationGroup, Long> allowed, long shared, long misspelt) {}

    private final Pool pool;
    private final Limit invitations;

    PreviewTable(Pool pool, Limits limits) {
        this.pool = pool;
        invitations = limits.invitationByContact();
    }

    Future<Preview> count(Selection selection) {
        Selection counted = selection.with(invitations.count());
        String limited = Counters.isUsedUp(selection.next(), counted.next());
        return pool.preparedQuery(COUNT.formatted(limited, selection.condition(), MAX_DOMAINS))
                .execute(Tuple.tuple(counted.with(invitations.seconds()).parameters()))
                .map(PreviewTable::preview);
    }

    private static Preview preview(RowSet<Row> rows) {
        var counts = new EnumMap<Kind, Long>(Kind.class);
        var allowed = new EnumMap<InvitationGroup, Long>(InvitationGroup.class);
        long shared = 0;
        long misspelt = 0;
        for (Row row : rows) {
            Kind kind = Kind.valueOf(row.getString("outcome"));
            Optional<String> domain = Optional.ofNullable(row.getString("domain"));
            long count = row.getLong("count");
            if (domain.isPresent()) {
                misspelt += AddressSimilarity.meant("@" + domain.get()).isPresent() ? count : 0;
                continue;
            }
            counts.merge(kind, count, Long::sum);
            if (kind == Kind.SENT) {
                allowed.merge(InvitationGroup.valueOf(row.getString("invitation_group")), count, Long::sum);
                shared += row.getLong("shared");
            }
        }
        return new Preview(counts, allowed, shared, misspelt);
    }
}
