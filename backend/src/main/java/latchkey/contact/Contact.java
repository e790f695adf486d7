package latchkey.contact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A contact as staff see it, with its access to the portal.
 *
 * @param archivedAt when staff archived it, if they have
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
     * A contact's access to the portal.
     *
     * @param invitationEmail the address that the latest invitation went to
     * @param mail what became of its mail
     * @param pendingEmail the address that the client signs in with once it is confirmed
     * @param addressHolder another contact of the region with this address, if this one has no account
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
     * Another contact who signs in with the address or, failing that, has an open invitation to it: of all who share an
     * address, one can have an account.
     */
    public record AddressHolder(UUID contact, String name, boolean hasAccount) {}

    /** @param detail the mail server's words */
    public record Mail(String status, Optional<String> detail, Instant at) {}
}
