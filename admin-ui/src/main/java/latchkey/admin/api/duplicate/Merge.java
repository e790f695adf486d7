package latchkey.admin.api.duplicate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * The contact to merge into another one, provided that both still have the versions that were read.
 *
 * @param version of the contact that stays
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Merge(String contactId, Optional<Long> version, Optional<Long> otherVersion) {}
