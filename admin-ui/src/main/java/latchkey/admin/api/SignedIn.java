package latchkey.admin.api;

import java.net.URI;
import java.time.ZoneOffset;
import java.util.List;

/** A staff member who is signed in: who it is, and what the API answers to that member. */
public record SignedIn(Staff staff, StaffApi api, List<Region> regions, Changes changes) {

    /** The same member with the regions of this moment: an admin may have changed them. Throws as the API does. */
    public SignedIn asOfNow() {
        return new SignedIn(api.tokens().staff(), api, api.regions(), changes);
    }

    /** The region whose time this member reads where nothing names one. */
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
