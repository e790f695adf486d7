package latchkey.admin.api;

import java.net.URI;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import latchkey.admin.api.region.Region;
import latchkey.admin.api.staff.Staff;

/**
 * A staff member who is signed in, and the API as that member may use it.
 *
 * @param device what the browser keeps to be recognised at the next sign-in
 */
public record SignedIn(Staff staff, StaffApi api, List<Region> regions, Changes changes, Optional<String> device) {

    /** The same member with the current regions: an admin may have changed them. Throws like {@link StaffApi}. */
    public SignedIn asOfNow(Browser browser) {
        api.tokens().cameBy(browser);
        return new SignedIn(api.tokens().staff(), api, api.regions(), changes, device);
    }

    /** Why the member's session is over: {@code idle}, {@code maximum}, {@code password}, {@code disabled}, {@code ended}. */
    public Optional<String> sessionEnd() {
        return api.tokens().end();
    }

    /** The region whose time this member reads if nothing names another. */
    public Region home() {
        return regions.stream().findFirst().orElseGet(() -> region(""));
    }

    public Region region(String code) {
        return regions.stream()
                .filter(region -> region.code().equals(code))
                .findFirst()
                .orElseGet(() -> new Region(code, code, URI.create(""), "en", ZoneOffset.UTC));
    }
}
