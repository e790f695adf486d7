package latchkey.admin.api.invitation;

import java.util.Optional;

/** Why one contact was not invited. */
public record Refusal(
        String contactId, Optional<String> name, Optional<String> email, Optional<String> type, String reason) {}
