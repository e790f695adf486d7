package latchkey.invitation.batch;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import latchkey.invitation.InvitationOutcome;

/**
 * The progress of a batch, and what became of its mails.
 *
 * @param done how many were invited or refused
 * @param refused how many of those were refused, by reason
 * @param queued mails that wait to be sent, for the first time or again
 * @param accepted mails that the mail server accepted
 * @param undelivered mails that bounced or were given up
 * @param startsAt when the first is invited
 */
record BatchProgress(
        UUID id,
        State state,
        int total,
        long done,
        long invited,
        Map<InvitationOutcome.Kind, Long> refused,
        long queued,
        long accepted,
        long undelivered,
        Instant startsAt,
        Instant startedAt,
        String startedBy) {

    enum State {
        RUNNING,
        STOPPED,
        DONE,
        /** Set aside, since it failed again and again. */
        FAILED
    }
}
