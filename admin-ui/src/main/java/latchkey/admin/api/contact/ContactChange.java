package latchkey.admin.api.contact;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/** What a contact is to be, provided that it still has the version that was read. */
public record ContactChange(
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Long> version,
        String givenName,
        String familyName,
        Optional<String> email,
        Optional<String> phone,
        Optional<String> reference) {}
