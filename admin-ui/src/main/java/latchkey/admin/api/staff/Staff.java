package latchkey.admin.api.staff;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A staff member. Support staff see the regions listed, admins see all. */
public record Staff(
        String id,
        String name,
        String email,
        Role role,
        List<String> regions,
        Optional<Status> status,
        Optional<Instant> lastSignInAt) {

    /** What a staff member may do. */
    public enum Role {
        @JsonProperty("admin")
        ADMIN,
        @JsonProperty("support")
        SUPPORT
    }

    /** Whether the one-time link was used, and whether access was ended. */
    public enum Status {
        INVITED,
        ACTIVE,
        ENDED
    }

    public boolean isAdmin() {
        return role == Role.ADMIN;
    }
}
