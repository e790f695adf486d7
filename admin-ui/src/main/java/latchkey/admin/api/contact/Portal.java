package latchkey.admin.api.contact;

import java.time.Instant;
import java.util.Optional;

/**
 * What staff know of a client's way into the portal.
 *
 * @param pendingEmail the address that the client signs in with as soon as it is confirmed
 * @param addressHolder who else has the address, where no account is
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

    /** Another contact who has an account with the address or, if that is nobody, an open invitation to it. */
    public record AddressHolder(String contactId, String name, boolean hasAccount) {}

    /** Who signs in with the address, so that nobody else can be invited at it. */
    public Optional<AddressHolder> addressOwner() {
        return addressHolder.filter(AddressHolder::hasAccount);
    }

    /** Who has an open invitation to the same address. */
    public Optional<AddressHolder> alsoInvited() {
        return addressHolder.filter(holder -> !holder.hasAccount());
    }

    /** The mail of an invitation that waits, if it bounced or was given up. */
    public Optional<Mail> undelivered() {
        return mail.filter(sent -> status == PortalStatus.INVITED || status == PortalStatus.EXPIRED)
                .filter(sent -> sent.status() == MailStatus.FAILED || sent.status() == MailStatus.BOUNCED);
    }
}
