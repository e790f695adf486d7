package latchkey.mail.sent;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.UUID;
import latchkey.api.ApiRequest;
import latchkey.api.Operations;
import latchkey.api.SignedInStaff;
import latchkey.contact.ContactTable;
import latchkey.web.Problem;
import latchkey.web.Reply;

/** Staff look up what a contact was sent. */
public final class SentMailRoutes {

    private final SentMailTable mails;
    private final ContactTable contacts;

    public SentMailRoutes(Pool pool) {
        mails = new SentMailTable(pool);
        contacts = new ContactTable(pool);
    }

    public void mount(Operations operations) {
        operations.on("listContactMails", this::list);
        operations.on("getContactMail", this::get);
    }

    private Future<Reply> list(SignedInStaff member, ApiRequest request) {
        UUID id = request.id("id");
        return contacts.get(member, id)
                .compose(contact -> mails.ofContact(member, id))
                .map(found -> Reply.json(SentMailJson.list(found)));
    }

    private Future<Reply> get(SignedInStaff member, ApiRequest request) {
        return mails.find(member, request.id("id"), request.id("mail"))
                .map(found -> found.orElseThrow(() -> Problem.of(404, "not-found")))
                .map(mail -> Reply.json(SentMailJson.whole(mail)));
    }
}
