package latchkey.admin.api.invitation;

import java.time.Instant;
import java.util.Optional;

/** The progress of a batch, without its refusals. */
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
