package latchkey.contact;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import latchkey.api.SignedInStaff;
import latchkey.link.LinkTable;

/** Archives and restores contacts (docs/decisions/064-archiving-and-moving.md). */
final class ArchiveTable {

    /** An open invitation ends, since nobody would notice its use. An account keeps working. */
    private static final String ARCHIVE = """
        with archived as (
            update contact set archived_at = now(),
                portal = case when portal = 'INVITED' then 'REVOKED' else portal end
            where id = $1 and region = any ($2::text[]) and archived_at is null
            returning id, region
        ), ended as (
        """
            + LinkTable.end("'revoked'", "from archived where link.contact_id = archived.id and purpose = 'invitation'")
            + """
            returning link.id, link.region, link.contact_id
        ), revoked as (
            insert into event (region, contact_id, kind, actor, network, details)
            select region, contact_id, 'invitation-revoked', $3, $4, jsonb_build_object('link', id) from ended
        )
        insert into event (region, contact_id, kind, actor, network)
        select region, id, 'contact-archived', $3, $4 from archived
        """;

    private static final String RESTORE = """
        with restored as (
            update contact set archived_at = null
            where id = $1 and region = any ($2::text[]) and archived_at is not null
            returning id, region
        )
        insert into event (region, contact_id, kind, actor, network)
        select region, id, 'contact-restored', $3, $4 from restored
        """;

    private final Pool pool;

    ArchiveTable(Pool pool) {
        this.pool = pool;
    }

    /** Does nothing if it is already archived. */
    Future<Void> archive(SignedInStaff member, String network, UUID contact) {
        return run(ARCHIVE, member, network, contact);
    }

    Future<Void> restore(SignedInStaff member, String network, UUID contact) {
        return run(RESTORE, member, network, contact);
    }

    private Future<Void> run(String sql, SignedInStaff member, String network, UUID contact) {
        var parameters = Tuple.of(contact)
                .addValue(member.regionCodes())
                .addValue(member.id().toString())
                .addValue(network);
        return pool.withTransaction(transaction -> new ContactTable(transaction)
                .lock(member, contact)
                .compose(locked -> transaction.preparedQuery(sql).execute(parameters))
                .mapEmpty());
    }
}
