package latchkey.admin.api.contact;

import java.util.Optional;

/** A contact to create. */
public record NewContact(
        String region,
        String givenName,
        String familyName,
        String email,
        Optional<String> phone,
        Optional<String> reference) {}
