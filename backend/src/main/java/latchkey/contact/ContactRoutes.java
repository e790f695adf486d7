package latchkey.contact;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.UUID;
import latchkey.api.ApiRequest;
import latchkey.api.Operations;
import latchkey.api.SignedInStaff;
import latchkey.database.SqlState;
import latchkey.web.Answering;
import latchkey.web.Problem;
import latchkey.web.Reply;

/** Contacts: creating, reading, changing, merging. */
public final class ContactRoutes {

    private static final int MERGE_KB = 64;

    private final ContactTable contacts;
    private final ChangeTable changes;
    private final MergeTable merges;

    public ContactRoutes(Pool pool) {
        contacts = new ContactTable(pool);
        changes = new ChangeTable(pool);
        merges = new MergeTable(pool);
    }

    public void mount(Operations operations) {
        operations.on("createContact", this::create);
        operations.on("getContact", this::get);
        operations.on("changeContact", this::change);
        operations.on("mergeContacts", MERGE_KB, Answering::patiently, this::merge);
    }

    private Future<Reply> create(SignedInStaff member, ApiRequest request) {
        return changes.create(member, request.network(), NewContact.of(member, request.body()))
                .compose(id -> contacts.get(member, id))
                .map(made -> Reply.json(201, ContactJson.of(made)));
    }

    private Future<Reply> get(SignedInStaff member, ApiRequest request) {
        return contacts.get(member, request.id("id")).map(contact -> Reply.json(ContactJson.of(contact)));
    }

    private Future<Reply> change(SignedInStaff member, ApiRequest request) {
        UUID id = request.id("id");
        ContactChange change = ContactChange.of(request.body());
        return changes.change(member, request.network(), id, change)
                .recover(failure -> SqlState.isDuplicateKey(failure)
                        ? addressInUse(member, id, change)
                        : Future.failedFuture(failure))
                .compose(outcome -> switch (outcome) {
                    case CHANGED -> contacts.get(member, id);
                    case CONFLICT -> Future.failedFuture(Problem.of(409, "conflict"));
                    case ADDRESS_NEEDED ->
                        Future.failedFuture(ContactFields.invalid("email", "is what the client signs in with"));
                    case ABSENT -> Future.failedFuture(Problem.of(404, "not-found"));
                })
                .map(contact -> Reply.json(ContactJson.of(contact)));
    }

    private Future<Reply> merge(SignedInStaff member, ApiRequest request) {
        Merge merge = Merge.of(request.id("id"), request.body());
        Future<Contact> merged = request.flag("dryRun")
                ? merges.preview(member, request.network(), merge)
                : merges.merge(member, request.network(), merge);
        return merged.map(contact -> Reply.json(ContactJson.of(contact)));
    }

    private <T> Future<T> addressInUse(SignedInStaff member, UUID id, ContactChange change) {
        return contacts.get(member, id)
                .compose(contact ->
                        changes.owner(contact.region(), change.email().orElse("")))
                .compose(owner -> {
                    Problem problem = Problem.of(409, "address-in-use");
                    return Future.failedFuture(
                            owner.isPresent()
                                    ? problem.with("contactId", owner.get().toString())
                                    : problem);
                });
    }
}
