package latchkey.admin.api.contact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A client as staff know them.
 *
 * @param archivedAt when staff archived it, if they have
 */
public record Contact(
        String id,
        String region,
        String givenName,
        String familyName,
        Optional<String> email,
        Optional<String> phone,
        Optional<String> reference,
        Optional<Long> version,
        Optional<Instant> archivedAt,
        boolean canBeInvited,
        Portal portal,
        List<ContactJob> jobs) {

    public String name() {
        return givenName + " " + familyName;
    }

    public PortalStatus status() {
        return portal.status();
    }
}
