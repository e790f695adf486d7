package latchkey.contact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A contact as staff see it, with how it stands with the portal.
 *
 * @param archivedAt since when staff have done with it, if they have
 */
public record Contact(
        UUID id,
        String region,
        String givenName,
        String familyName,
        Optional<String> email,
        Optional<String> phone,
        Optional<String> reference,
        long version,
        Optional<Instant> archivedAt,
        boolean canBeInvited,
        Portal portal,
        List<Job> jobs) {

    /** What is built for the contact. */
    public record Job(UUID id, String reference, String name) {}

    /**
     * How a contact stands with the portal.
     *
     * @param invitationEmail the address that the latest invitation went to
     * @param mail what became of its mail
     * @param pendingEmail the address that the client signs in with as soon as it is confirmed
     * @param addressHolder who else of the region has the address, where no account is
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
            Optional<AddressHolder> addressHolder) {}

    /**
     * Another contact who signs in with the address or, if that is nobody, has an open invitation to it: of all who share
     * an address, one can have an account with it.
     */
    public record AddressHolder(UUID contact, String name, boolean hasAccount) {}

    /** @param detail the mail server's words */
    public record Mail(String status, Optional<String> detail, Instant at) {}
}
