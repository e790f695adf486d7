package latchkey.admin.api.event;

import java.time.Instant;
import java.util.Optional;

/** Which events: by kind, person, region or time span; an empty filter means all. */
public record EventFilter(
        Optional<String> kind,
        Optional<String> actor,
        Optional<String> region,
        Optional<Instant> from,
        Optional<Instant> to) {

    public static final EventFilter ALL =
            new EventFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
