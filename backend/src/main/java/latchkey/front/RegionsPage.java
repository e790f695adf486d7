package latchkey.front;

import java.util.List;
import latchkey.page.Page;
import latchkey.region.Region;
import latchkey.region.Regions;

/** What a host that belongs to no region shows: the regions, and nothing else. */
public record RegionsPage(List<Region> regions) implements Page {

    public static RegionsPage of(Regions regions) {
        return new RegionsPage(List.copyOf(regions.all()));
    }
}
