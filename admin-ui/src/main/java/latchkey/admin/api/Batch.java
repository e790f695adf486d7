package latchkey.admin.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Many invitations on their way. */
public record Batch(
        String id,
        State state,
        int total,
        int done,
        int invited,
        Optional<Instant> startedAt,
        Optional<String> startedBy,
        List<Refusal> refused) {

    /** Where it stands. */
    public enum State {
        RUNNING,
        STOPPED,
        DONE,
        FAILED
    }
}
