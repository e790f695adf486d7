package latchkey.admin.api.contact;

import java.time.Instant;
import java.util.Optional;

/**
 * What staff know of a client's access to the portal.
 *
 * @param pendingEmail the address that the client signs in with once it is confirmed
 * @param addressHolder another contact with the address, if this one has no account
 */
public record Portal(
        PortalStatus status,
        Optional<Instant> invitedAt,
        Optional<String> invitedBy,
        Optional<Instant> invitationExpiresAt,
        Optional<String> invitationEmail,
        Optional<Mail> mail,
        Optional<String> accountEmail,
        Optional<String> pendingEmail,
        Optional<Instant> activatedAt,
        Optional<Instant> lastSignInAt,
        Optional<Instant> disabledAt,
        Optional<String> disabledBy,
        Optional<String> disabledReason,
        Optional<AddressHolder> addressHolder) {

    /** Another contact who has an account with the address or, failing that, an open invitation to it. */
    public record AddressHolder(String contactId, String name, boolean hasAccount) {}

    /** The contact who signs in with the address, so that nobody else can be invited at it. */
    public Optional<AddressHolder> addressOwner() {
        return addressHolder.filter(AddressHolder::hasAccount);
    }

    /** The contact who has an open invitation to the same address. */
    public Optional<AddressHolder> alsoInvited() {
        return addressHolder.filter(holder -> !holder.hasAccount());
    }

    /** The mail of an unused invitation, if it bounced or was given up. */
    public Optional<Mail> undelivered() {
        return mail.filter(sent -> status == PortalStatus.INVITED || status == PortalStatus.EXPIRED)
                .filter(sent -> sent.status() == MailStatus.FAILED || sent.status() == MailStatus.BOUNCED);
    }
}
