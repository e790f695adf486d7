package latchkey.admin.api.contact;

import java.util.List;
import java.util.Optional;

/** One client as staff know them. */
public record Contact(
        String id,
        String region,
        String givenName,
        String familyName,
        Optional<String> email,
        Optional<String> phone,
        Optional<String> reference,
        Optional<Long> version,
        Portal portal,
        List<ContactJob> jobs) {

    public String name() {
        return givenName + " " + familyName;
    }

    public PortalStatus status() {
        return portal.status();
    }
}
