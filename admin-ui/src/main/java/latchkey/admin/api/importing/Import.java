package latchkey.admin.api.importing;

import java.time.Instant;

/**
 * A past import.
 *
 * @param added how many contacts, in the member's regions
 */
public record Import(String id, Instant importedAt, String importedBy, int added) {}
