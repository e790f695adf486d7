package latchkey.contact;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import latchkey.api.SignedInStaff;
import latchkey.web.Problem;

/** Contacts as they are read. One of another region is as if it did not exist. */
public final class ContactTable {

    private static final String FIND =
            Contact.COLUMNS + Contact.FROM + "where c.id = $1 and c.region = any ($2::text[])";

    private static final String THESE =
            Contact.COLUMNS + Contact.FROM + "where c.id = any ($1::uuid[]) order by array_position($1::uuid[], c.id)";

    private final Pool pool;

    public ContactTable(Pool pool) {
        this.pool = pool;
    }

    public Future<Optional<Contact>> find(SignedInStaff member, UUID id) {
        return pool.preparedQuery(FIND)
                .mapping(Contact::of)
                .execute(Tuple.of(id).addValue(member.regionCodes()))
                .map(rows -> rows.stream().findFirst());
    }

    /** Fails with 404 where {@link #find} finds nothing. */
    public Future<Contact> get(SignedInStaff member, UUID id) {
        return find(member, id).map(found -> found.orElseThrow(() -> Problem.of(404, "not-found")));
    }

    /** In the order of the ids. */
    public Future<List<Contact>> these(List<UUID> ids) {
        return pool.preparedQuery(THESE)
                .mapping(Contact::of)
                .execute(Tuple.of((Object) ids.toArray(UUID[]::new)))
                .map(rows -> rows.stream().toList());
    }
}
