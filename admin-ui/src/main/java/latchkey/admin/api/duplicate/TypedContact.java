package latchkey.admin.api.duplicate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/** What is typed about a contact so far. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record TypedContact(
        String region,
        Optional<String> givenName,
        Optional<String> familyName,
        Optional<String> email,
        Optional<String> phone) {

    public static TypedContact ofEmail(String region, String email) {
        return new TypedContact(region, Optional.empty(), Optional.empty(), Optional.of(email), Optional.empty());
    }
}
