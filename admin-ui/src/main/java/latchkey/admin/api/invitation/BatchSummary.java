package latchkey.admin.api.invitation;

import java.time.Instant;
import java.util.Optional;

/** How far a batch is, without its refusals. */
public record BatchSummary(
        String id,
        Batch.State state,
        int total,
        int done,
        int invited,
        int queued,
        int accepted,
        int undelivered,
        Optional<Instant> startsAt,
        Instant startedAt) {}
