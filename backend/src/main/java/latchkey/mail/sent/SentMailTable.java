package latchkey.mail.sent;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import latchkey.api.SignedInStaff;
import latchkey.database.Rows;
import latchkey.mail.WrittenMail;

/** Reads the mails of a contact that is in one of the member's regions. */
final class SentMailTable {

    /** Nobody reads further back. */
    private static final int MOST = 200;

    private static final String MAILS = """
        select m.id, m.kind, m.recipient, m.created_at, m.status, m.detail, m.changed_at, m.written
        from mail m join contact c on c.id = m.contact_id
        where c.id = $1 and c.region = any ($2::text[])
        """;

    private static final String OF_CONTACT = MAILS + "order by m.created_at desc, m.id desc limit " + MOST;

    private static final String FIND = MAILS + "and m.id = $3";

    private final Pool pool;

    SentMailTable(Pool pool) {
        this.pool = pool;
    }

    /** Newest first. */
    Future<List<SentMail>> ofContact(SignedInStaff member, UUID contact) {
        return pool.preparedQuery(OF_CONTACT)
                .mapping(SentMailTable::mail)
                .execute(Tuple.of(contact).addValue(member.regionCodes()))
                .map(rows -> rows.stream().toList());
    }

    Future<Optional<SentMail>> find(SignedInStaff member, UUID contact, UUID mail) {
        return pool.preparedQuery(FIND)
                .mapping(SentMailTable::mail)
                .execute(Tuple.of(contact).addValue(member.regionCodes()).addValue(mail))
                .map(rows -> rows.stream().findFirst());
    }

    private static SentMail mail(Row row) {
        return new SentMail(
                row.getUUID("id"),
                row.getString("kind"),
                row.getString("recipient"),
                Rows.instant(row, "created_at"),
                row.getString("status"),
                Rows.optionalText(row, "detail"),
                Rows.instant(row, "changed_at"),
                Optional.ofNullable(row.getJsonObject("written")).map(WrittenMail::ofJson));
    }
}
