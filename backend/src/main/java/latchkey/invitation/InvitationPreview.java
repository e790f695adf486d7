package latchkey.invitation;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import latchkey.api.SignedInStaff;
import latchkey.contact.Contact;
import latchkey.mail.DueMail;
import latchkey.mail.DueMail.DueLink;
import latchkey.mail.MailKind;
import latchkey.mail.MailWriter;
import latchkey.mail.WrittenMail;
import latchkey.mail.sent.SentMailJson;

/** The invitation as a contact would read it now. Nothing is written, and the link in it is blank. */
final class InvitationPreview {

    private final MailWriter writer;
    private final Duration validity;

    InvitationPreview(MailWriter writer, Duration validity) {
        this.writer = writer;
        this.validity = validity;
    }

    /** @param email the contact's */
    JsonObject of(SignedInStaff member, Contact contact, String email, Optional<String> personal) {
        var now = Instant.now();
        // The id of no link: its token is blanked.
        var link = new DueLink(new UUID(0, 0), "invitation", now.plus(validity), Optional.empty());
        boolean wasSent = contact.portal()
                .mail()
                .filter(mail -> "SENT".equals(mail.status()))
                .isPresent();
        WrittenMail written = writer.preview(new DueMail(
                new UUID(0, 0),
                MailKind.INVITATION.code(),
                Optional.of(contact.region()),
                false,
                email,
                contact.givenName(),
                contact.givenName() + " " + contact.familyName(),
                1,
                now,
                Duration.ZERO,
                wasSent ? Optional.of("resent") : Optional.empty(),
                Optional.of(member.name()),
                personal,
                contact.jobs().stream().map(Contact.Job::name).toList(),
                "",
                Optional.of(link)));
        return SentMailJson.words(written).put("recipient", email);
    }
}
