package latchkey.admin.api.contact;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * Which contacts: by search, region, status, import or mail trouble; an empty filter means all.
 *
 * @param mail {@link #TROUBLE}, or empty
 * @param archived {@link #ARCHIVED}, or empty for those that are not
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Filter(
        Optional<String> search,
        Optional<String> region,
        Optional<PortalStatus> status,
        @JsonProperty("import") Optional<String> importId,
        Optional<String> mail,
        Optional<String> archived) {

    /** Contacts whose invitation bounced or was given up. */
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
