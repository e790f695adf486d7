package latchkey.admin.api.contact;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * New values for a contact, provided that it still has the version that was read.
 *
 * @param region the region to move to, if any
 */
public record ContactChange(
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Long> version,
        String givenName,
        String familyName,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> region,
        Optional<String> email,
        Optional<String> phone,
        Optional<String> reference) {

    public ContactChange movedTo(Optional<String> other) {
        return new ContactChange(version, givenName, familyName, other, email, phone, reference);
    }
}
