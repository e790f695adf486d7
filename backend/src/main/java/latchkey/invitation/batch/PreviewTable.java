package latchkey.invitation.batch;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.EnumMap;
import java.util.Map;
import latchkey.invitation.InvitationOutcome.Kind;
import latchkey.invitation.SendInvitations;
import latchkey.limit.Counters;
import latchkey.limit.Limits;

/** What would become of inviting a selection. Nothing is written. */
final class PreviewTable {

    private static final String COUNT = """
        select case
                when c.portal in ('ACTIVE', 'DISABLED') then 'ACCOUNT_EXISTS'
                when c.email is null then 'NO_ADDRESS'
                when exists (select from account a where a.region = c.region and a.email = c.email)
                    then 'ADDRESS_IN_USE'
                when exists (select from rate_limit where until > now() and used >= %s
                    and key =\
        """ + Counters.sqlKey(SendInvitations.BY_CONTACT, "c.id::text") + """
                    ) then 'LIMITED'
                else 'SENT'
            end as outcome, count(*) as count
        from contact c where %s group by 1
        """;

    private final Pool pool;
    private final int mostInvitations;

    PreviewTable(Pool pool, Limits limits) {
        this.pool = pool;
        mostInvitations = limits.invitationByContact().count();
    }

    /** How many would be invited, and how many refused for which reason. */
    Future<Map<Kind, Long>> count(Selection selection) {
        return pool.preparedQuery(COUNT.formatted(selection.next(), selection.condition()))
                .execute(Tuple.tuple(selection.with(mostInvitations).parameters()))
                .map(rows -> {
                    var counts = new EnumMap<Kind, Long>(Kind.class);
                    rows.forEach(row -> counts.put(Kind.valueOf(row.getString("outcome")), row.getLong("count")));
                    return counts;
                });
    }
}
