package latchkey.contact;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import latchkey.api.ApiRequest;
import latchkey.api.Operations;
import latchkey.api.SignedInStaff;
import latchkey.web.Answering;
import latchkey.web.Reply;

/** Contacts: creating, reading, merging, archiving. */
public final class ContactRoutes {

    private static final int MERGE_KB = 64;

    private final ContactTable contacts;
    private final NewContactTable additions;
    private final MergeTable merges;
    private final ArchiveTable archive;

    public ContactRoutes(Pool pool) {
        contacts = new ContactTable(pool);
        additions = new NewContactTable(pool);
        merges = new MergeTable(pool);
        archive = new ArchiveTable(pool);
    }

    public void mount(Operations operations) {
        operations.on("createContact", this::create);
        operations.on("getContact", this::get);
        operations.on("mergeContacts", MERGE_KB, Answering::patiently, this::merge);
        operations.on("archiveContact", this::archive);
        operations.on("restoreContact", this::restore);
    }

    private Future<Reply> create(SignedInStaff member, ApiRequest request) {
        return additions
                .create(member, request.network(), NewContact.of(member, request.body()))
                .compose(id -> contacts.get(member, id))
                .map(made -> Reply.json(201, ContactJson.of(made)));
    }

    private Future<Reply> get(SignedInStaff member, ApiRequest request) {
        return contacts.get(member, request.id("id")).map(contact -> Reply.json(ContactJson.of(contact)));
    }

    private Future<Reply> archive(SignedInStaff member, ApiRequest request) {
        return archive.archive(member, request.network(), request.id("id")).compose(archived -> get(member, request));
    }

    private Future<Reply> restore(SignedInStaff member, ApiRequest request) {
        return archive.restore(member, request.network(), request.id("id")).compose(restored -> get(member, request));
    }

    private Future<Reply> merge(SignedInStaff member, ApiRequest request) {
        Merge merge = Merge.of(request.id("id"), request.body());
        Future<Contact> merged = request.flag("dryRun")
                ? merges.preview(member, request.network(), merge)
                : merges.merge(member, request.network(), merge);
        return merged.map(contact -> Reply.json(ContactJson.of(contact)));
    }
}
