package latchkey.admin.api.invitation;

import java.time.Instant;

/** How far a batch is, without its refusals. */
public record BatchSummary(String id, Batch.State state, int total, int done, int invited, Instant startedAt) {}
