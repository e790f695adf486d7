package latchkey.contact;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import latchkey.api.SignedInStaff;
import latchkey.key.Ids;

/** Creating a contact. */
final class NewContactTable {

    private static final String CREATE = """
        with made as (
            insert into contact (id, region, given_name, family_name, email, phone, reference)
            values ($1, $2, $3, $4, $5, $6, $7)
            returning id, region, email
        )
        insert into event (region, contact_id, kind, actor, network, details)
        select region, id, 'contact-created', $8, $9, jsonb_build_object('email', email) from made
        """;

    private final Pool pool;

    NewContactTable(Pool pool) {
        this.pool = pool;
    }

    Future<UUID> create(SignedInStaff member, String network, NewContact contact) {
        UUID id = Ids.ordered();
        var parameters = Tuple.of(id, contact.region(), contact.givenName(), contact.familyName(), contact.email())
                .addValue(contact.phone().orElse(null))
                .addValue(contact.reference().orElse(null))
                .addValue(member.id().toString())
                .addValue(network);
        return pool.preparedQuery(CREATE).execute(parameters).map(id);
    }
}
