package latchkey.admin.api.contact;

import java.time.Instant;
import java.util.Optional;

/**
 * What staff know of a client's way into the portal.
 *
 * @param pendingEmail the address that the client signs in with as soon as it is confirmed
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
        Optional<String> disabledReason) {

    /** The mail of an invitation that waits, if it bounced or was given up. */
    public Optional<Mail> undelivered() {
        return mail.filter(sent -> status == PortalStatus.INVITED || status == PortalStatus.EXPIRED)
                .filter(sent -> sent.status() == MailStatus.FAILED || sent.status() == MailStatus.BOUNCED);
    }
}
