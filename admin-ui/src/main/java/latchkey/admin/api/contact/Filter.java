package latchkey.admin.api.contact;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * Which contacts: what was typed, one region, one status, those that one import added, those with trouble of their mail;
 * none of them means all.
 *
 * @param mail {@link #TROUBLE}, or nothing
 * @param archived {@link #ARCHIVED}, or nothing: then those that are not
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Filter(
        Optional<String> search,
        Optional<String> region,
        Optional<PortalStatus> status,
        @JsonProperty("import") Optional<String> importId,
        Optional<String> mail,
        Optional<String> archived) {

    /** Whose invitation bounced or was given up. */
    public static final String TROUBLE = "trouble";

    public static final String ARCHIVED = "only";

    public static final Filter ALL = new Filter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public static final Filter OF_ARCHIVED = new Filter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(ARCHIVED));

    public static Filter ofImport(String id) {
        return new Filter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(id),
                Optional.empty(),
                Optional.empty());
    }
}
