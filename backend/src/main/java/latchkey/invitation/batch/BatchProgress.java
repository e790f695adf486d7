package latchkey.invitation.batch;

import java.time.Instant;
import java.util.UUID;

/**
 * How far a batch is.
 *
 * @param done how many were invited or refused
 */
record BatchProgress(UUID id, State state, int total, long done, long invited, Instant startedAt, String startedBy) {

    enum State {
        RUNNING,
        STOPPED,
        DONE,
        /** Set aside, since it failed again and again. */
        FAILED
    }
}
