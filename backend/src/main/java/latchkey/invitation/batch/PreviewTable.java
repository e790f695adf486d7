package latchkey.invitation.batch;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.EnumMap;
import java.util.Map;
import latchkey.invitation.InvitationOutcome.Kind;
import latchkey.invitation.SendInvitations;
import latchkey.limit.Counters;
import latchkey.limit.Limits;

/** What would become of inviting a selection. Nothing is written. */
final class PreviewTable {

    private static final String COUNT =
            """
                select case
                        when c.portal in ('ACTIVE', 'DISABLED') then 'ACCOUNT_EXISTS'
                        when c.archived_at is not null then 'ARCHIVED'
                        when c.email is null then 'NO_ADDRESS'
                        when exists (select from account a where a.region = c.region and a.email = c.email)
                            then 'ADDRESS_IN_USE'
                        when exists (select from rate_limit where until > now() and used >= %s
                            and key =\
                """ + Counters.sqlKey(SendInvitations.BY_CONTACT, "c.id::text") + """
                            ) then 'LIMITED'
                        else 'SENT'
                    end as outcome,
                """ + InvitationGroup.OF_CONTACT + """
                    as invitation_group, count(*) as count
                from contact c where %s group by 1, 2
                """;

    /**
     * How many for which outcome.
     *
     * @param allowed those who would be invited, by what they are
     */
    record Preview(Map<Kind, Long> counts, Map<InvitationGroup, Long> allowed) {}

    private final Pool pool;
    private final int mostInvitations;

    PreviewTable(Pool pool, Limits limits) {
        this.pool = pool;
        mostInvitations = limits.invitationByContact().count();
    }

    Future<Preview> count(Selection selection) {
        return pool.preparedQuery(COUNT.formatted(selection.next(), selection.condition()))
                .execute(Tuple.tuple(selection.with(mostInvitations).parameters()))
                .map(PreviewTable::preview);
    }

    private static Preview preview(RowSet<Row> rows) {
        var preview = new Preview(new EnumMap<>(Kind.class), new EnumMap<>(InvitationGroup.class));
        for (Row row : rows) {
            Kind kind = Kind.valueOf(row.getString("outcome"));
            preview.counts().merge(kind, row.getLong("count"), Long::sum);
            if (kind == Kind.SENT) {
                preview.allowed().put(InvitationGroup.valueOf(row.getString("invitation_group")), row.getLong("count"));
            }
        }
        return preview;
    }
}
