package latchkey.admin.api.invitation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Many invitations on their way.
 *
 * @param refused the page of these that was asked for
 * @param problem why it was set aside, where it was
 */
public record Batch(
        String id,
        State state,
        int total,
        int done,
        int invited,
        Optional<Instant> startedAt,
        Optional<String> startedBy,
        List<Refusal> refused,
        Optional<String> problem) {

    public int refusedCount() {
        return done - invited;
    }

    /** Where it stands. */
    public enum State {
        RUNNING,
        STOPPED,
        DONE,
        FAILED
    }
}
