package latchkey.change;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.UUID;
import latchkey.api.ApiRequest;
import latchkey.api.Operations;
import latchkey.api.SignedInStaff;
import latchkey.contact.ContactJson;
import latchkey.contact.ContactTable;
import latchkey.invitation.SendInvitations;
import latchkey.web.Reply;

/** Staff change a contact. */
public final class ChangeRoutes {

    private final ChangeContact changes;
    private final ContactTable contacts;

    public ChangeRoutes(Pool pool, SendInvitations invitations, AskForConfirmation confirmation) {
        changes = new ChangeContact(pool, invitations, confirmation);
        contacts = new ContactTable(pool);
    }

    public void mount(Operations operations) {
        operations.on("changeContact", this::change);
        operations.on("changeAddress", this::changeAddress);
    }

    private Future<Reply> change(SignedInStaff member, ApiRequest request) {
        UUID id = request.id("id");
        return changes.change(member, request.network(), id, ContactChange.of(member, request.body()))
                .compose(changed -> contacts.get(member, id))
                .map(contact -> Reply.json(ContactJson.of(contact)));
    }

    private Future<Reply> changeAddress(SignedInStaff member, ApiRequest request) {
        UUID id = request.id("id");
        return changes.changeAddress(member, request.network(), id, ContactChange.ofAddress(member, request.body()))
                .compose(changed -> contacts.get(member, id))
                .map(contact -> Reply.json(202, ContactJson.of(contact)));
    }
}
