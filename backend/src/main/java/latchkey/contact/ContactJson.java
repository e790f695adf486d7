package latchkey.contact;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import latchkey.contact.Contact.AddressHolder;
import latchkey.contact.Contact.Job;
import latchkey.contact.Contact.Mail;
import latchkey.contact.Contact.Portal;
import org.jspecify.annotations.Nullable;

/** Contacts as the staff API answers them. */
public final class ContactJson {

    private ContactJson() {}

    public static JsonObject of(Contact contact) {
        return new JsonObject()
                .put("id", contact.id().toString())
                .put("region", contact.region())
                .put("givenName", contact.givenName())
                .put("familyName", contact.familyName())
                .put("email", contact.email().orElse(null))
                .put("phone", contact.phone().orElse(null))
                .put("reference", contact.reference().orElse(null))
                .put("version", contact.version())
                .put("archivedAt", time(contact.archivedAt()))
                .put("canBeInvited", contact.canBeInvited())
                .put("portal", portal(contact.portal()))
                .put(
                        "jobs",
                        new JsonArray(
                                contact.jobs().stream().map(ContactJson::job).toList()));
    }

    public static JsonArray of(List<Contact> contacts) {
        return new JsonArray(contacts.stream().map(ContactJson::of).toList());
    }

    private static JsonObject portal(Portal portal) {
        return new JsonObject()
                .put("status", portal.status())
                .put("invitedAt", time(portal.invitedAt()))
                .put("invitedBy", portal.invitedBy().orElse(null))
                .put("invitationExpiresAt", time(portal.invitationExpiresAt()))
                .put("invitationEmail", portal.invitationEmail().orElse(null))
                .put("mail", portal.mail().map(ContactJson::mail).orElse(null))
                .put("accountEmail", portal.accountEmail().orElse(null))
                .put("pendingEmail", portal.pendingEmail().orElse(null))
                .put("activatedAt", time(portal.activatedAt()))
                .put("lastSignInAt", time(portal.lastSignInAt()))
                .put("disabledAt", time(portal.disabledAt()))
                .put("disabledBy", portal.disabledBy().orElse(null))
                .put("disabledReason", portal.disabledReason().orElse(null))
                .put(
                        "addressHolder",
                        portal.addressHolder().map(ContactJson::addressHolder).orElse(null));
    }

    private static JsonObject addressHolder(AddressHolder holder) {
        return new JsonObject()
                .put("contactId", holder.contact().toString())
                .put("name", holder.name())
                .put("hasAccount", holder.hasAccount());
    }

    private static JsonObject job(Job job) {
        return new JsonObject()
                .put("id", job.id().toString())
                .put("reference", job.reference())
                .put("name", job.name());
    }

    private static JsonObject mail(Mail mail) {
        return new JsonObject()
                .put("status", mail.status())
                .put("detail", mail.detail().orElse(null))
                .put("at", mail.at().toString());
    }

    private static @Nullable String time(Optional<Instant> time) {
        return time.map(Instant::toString).orElse(null);
    }
}
