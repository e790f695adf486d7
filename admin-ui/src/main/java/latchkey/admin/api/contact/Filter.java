package latchkey.admin.api.contact;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/** Which contacts: what was typed, one region, one status; none of them means all. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Filter(Optional<String> search, Optional<String> region, Optional<PortalStatus> status) {

    public static final Filter ALL = new Filter(Optional.empty(), Optional.empty(), Optional.empty());
}
