package latchkey.invitation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import latchkey.api.ApiRequest;
import latchkey.api.Operations;
import latchkey.api.SignedInStaff;
import latchkey.contact.ContactJson;
import latchkey.contact.ContactTable;
import latchkey.mail.MailWriter;
import latchkey.web.Problem;
import latchkey.web.Reply;

/** Staff invite one contact, the first time or again, and revoke what was not used. */
public final class InviteRoutes {

    private final SendInvitations invitations;
    private final ContactTable contacts;
    private final InvitationPreview preview;

    /** @param validity how long the link of an invitation works */
    public InviteRoutes(SendInvitations invitations, Pool pool, MailWriter writer, Duration validity) {
        this.invitations = invitations;
        this.contacts = new ContactTable(pool);
        this.preview = new InvitationPreview(writer, validity);
    }

    public void mount(Operations operations) {
        operations.on("inviteContact", this::invite);
        operations.on("revokeInvitation", this::revoke);
    }

    private Future<Reply> invite(SignedInStaff member, ApiRequest request) {
        Optional<String> personal = PersonalLine.of(request.body());
        return request.flag("dryRun") ? preview(member, request, personal) : send(member, request, personal);
    }

    private Future<Reply> preview(SignedInStaff member, ApiRequest request, Optional<String> personal) {
        return contacts.get(member, request.id("id")).map(contact -> {
            String email = contact.email().orElseThrow(() -> Problem.of(409, "no-address"));
            return Reply.json(preview.of(member, contact, email, personal));
        });
    }

    private Future<Reply> send(SignedInStaff member, ApiRequest request, Optional<String> personal) {
        UUID id = request.id("id");
        return invitations
                .invite(id, member.regions(), member.id(), request.network(), personal)
                .compose(invited -> contacts.get(member, id))
                .map(contact -> Reply.json(202, ContactJson.of(contact)));
    }

    private Future<Reply> revoke(SignedInStaff member, ApiRequest request) {
        UUID id = request.id("id");
        return contacts.get(member, id)
                .compose(contact -> invitations.revoke(id, member.regions(), member.id(), request.network()))
                .map(revoked -> {
                    if (!revoked) {
                        throw Problem.of(409, "no-invitation");
                    }
                    return Reply.empty(204);
                });
    }
}
