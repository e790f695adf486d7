package latchkey.admin.api.duplicate;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/** Another contact of the region that has the same email address, phone number or name. */
public record Duplicate(String id, String name, Optional<String> reference, By by) {

    /** What both have. */
    public enum By {
        @JsonProperty("email")
        EMAIL,
        @JsonProperty("phone")
        PHONE,
        @JsonProperty("name")
        NAME
    }
}
