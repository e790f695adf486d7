package latchkey.admin.api.event;

import java.time.Instant;
import java.util.Optional;

/** Something that happened, in plain words. */
public record Event(
        String id,
        Instant at,
        String kind,
        String text,
        String actor,
        Optional<String> actorName,
        Optional<String> region,
        Optional<String> contactId,
        Optional<String> contactName,
        Optional<String> network) {}
