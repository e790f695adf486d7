package latchkey.admin.api.contact;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * Which contacts: what was typed, one region, one status, those that one import added, those with trouble of their mail;
 * none of them means all.
 *
 * @param mail {@link #TROUBLE}, or nothing
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Filter(
        Optional<String> search,
        Optional<String> region,
        Optional<PortalStatus> status,
        @JsonProperty("import") Optional<String> importId,
        Optional<String> mail) {

    /** Whose invitation bounced or was given up. */
    public static final String TROUBLE = "trouble";

    public static final Filter ALL =
            new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public static Filter ofImport(String id) {
        return new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(id), Optional.empty());
    }
}
