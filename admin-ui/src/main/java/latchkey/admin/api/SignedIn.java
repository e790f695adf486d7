package latchkey.admin.api;

import java.net.URI;
import java.time.ZoneOffset;
import java.util.List;

/** A staff member who is signed in: who it is, and what the API answers to that member. */
public record SignedIn(Staff staff, StaffApi api, List<Region> regions, Changes changes) {

    public Region region(String code) {
        return regions.stream()
                .filter(region -> region.code().equals(code))
                .findFirst()
                .orElseGet(() -> new Region(code, code, URI.create(""), "en", ZoneOffset.UTC));
    }
}
