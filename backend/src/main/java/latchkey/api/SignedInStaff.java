package latchkey.api;

import java.util.List;
import java.util.UUID;

/**
 * The signed-in staff member.
 *
 * @param regions codes of the regions that this member sees: all configured ones for an administrator
 */
public record SignedInStaff(UUID session, UUID id, String name, String email, boolean isAdmin, List<String> regions) {

    public boolean sees(String region) {
        return regions.contains(region);
    }

    /** The regions as a statement takes them. */
    public String[] regionCodes() {
        return regions.toArray(String[]::new);
    }
}
