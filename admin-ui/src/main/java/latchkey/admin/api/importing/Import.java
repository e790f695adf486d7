package latchkey.admin.api.importing;

import java.time.Instant;

/**
 * An import of the past.
 *
 * @param added contacts, in the regions of the one who asks
 */
public record Import(String id, Instant importedAt, String importedBy, int added) {}
