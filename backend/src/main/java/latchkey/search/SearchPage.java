package latchkey.search;

import java.util.List;
import java.util.UUID;

/**
 * A page of what a search found.
 *
 * @param estimated whether the total is an estimate
 */
record SearchPage(List<UUID> ids, long total, boolean estimated) {}
