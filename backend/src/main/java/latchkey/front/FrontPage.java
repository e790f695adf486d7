package latchkey.front;

import java.util.List;
import latchkey.page.Page;
import latchkey.region.Region;
import latchkey.region.Regions;

/**
 * What a region's host shows first: what the portal is for, and the way in.
 *
 * @param others the other regions, for readers who came to the wrong one
 */
public record FrontPage(List<Region> others) implements Page {

    public static FrontPage of(Region region, Regions regions) {
        return new FrontPage(
                regions.all().stream().filter(other -> !other.equals(region)).toList());
    }
}
