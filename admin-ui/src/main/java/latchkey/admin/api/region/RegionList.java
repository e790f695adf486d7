package latchkey.admin.api.region;

import java.util.List;

/** Regions. */
public record RegionList(List<Region> items) {}
