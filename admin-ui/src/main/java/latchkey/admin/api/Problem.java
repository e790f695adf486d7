package latchkey.admin.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A problem (RFC 9457); the type's last part names it.
 *
 * @param retryAt when another attempt makes sense, after too many
 * @param advice what helps before that
 * @param reason why a session is over
 */
public record Problem(
        String type,
        String title,
        int status,
        Optional<String> detail,
        Optional<List<FieldError>> errors,
        Optional<String> contactId,
        Optional<Instant> retryAt,
        Optional<String> advice,
        Optional<List<String>> columns,
        Optional<Map<String, String>> mapping,
        Optional<String> reason) {

    /** What is wrong with one field. */
    public record FieldError(Optional<String> field, Optional<String> message) {}

    public String name() {
        return type.substring(type.lastIndexOf('/') + 1);
    }
}
