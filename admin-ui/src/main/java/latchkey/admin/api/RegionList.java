package latchkey.admin.api;

import java.util.List;

/** Regions. */
public record RegionList(List<Region> items) {}
