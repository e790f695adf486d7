package latchkey.admin.api.staff;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** New values for a staff member; empty ones stay as they are, even if they were changed meanwhile. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record StaffChange(Optional<String> name, Optional<Staff.Role> role, Optional<List<String>> regions) {

    public static StaffChange between(Staff before, String name, Staff.Role role, List<String> regions) {
        return new StaffChange(
                Optional.of(name).filter(now -> !now.equals(before.name())),
                Optional.of(role).filter(now -> now != before.role()),
                Optional.of(regions).filter(now -> !Set.copyOf(now).equals(Set.copyOf(before.regions()))));
    }
}
