package latchkey.admin.api.invitation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import latchkey.admin.api.invitation.InvitationPreview.RefusedGroup;

/**
 * Many invitations that are being sent.
 *
 * @param reasons why the others of those done were not invited
 * @param queued mails that wait
 * @param accepted mails that the mail server accepted
 * @param undelivered mails that bounced or were given up
 * @param startsAt when the first is invited
 * @param refused the requested page of those not invited
 * @param notDelivered the same for those whose mail did not arrive
 * @param problem why it was set aside, if it was
 */
public record Batch(
        String id,
        State state,
        int total,
        int done,
        int invited,
        List<RefusedGroup> reasons,
        int queued,
        int accepted,
        int undelivered,
        Optional<Instant> startsAt,
        Optional<Instant> startedAt,
        Optional<String> startedBy,
        List<Refusal> refused,
        List<Refusal> notDelivered,
        Optional<String> problem) {

    /** Whether nobody has been invited yet, so that it can be undone. */
    public boolean isWaiting(Instant now) {
        return state == State.RUNNING && startsAt.filter(now::isBefore).isPresent();
    }

    public int refusedCount() {
        return done - invited;
    }

    /** The state of a batch. */
    public enum State {
        RUNNING,
        STOPPED,
        DONE,
        FAILED
    }
}
