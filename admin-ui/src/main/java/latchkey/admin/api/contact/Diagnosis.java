package latchkey.admin.api.contact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Why a client can't get in: one sentence, what to say on the phone, the evidence, and what fixes it. */
public record Diagnosis(
        String verdict, String headline, String advice, Optional<Action> action, List<Evidence> evidence) {

    /** What fixes it. */
    public enum Action {
        SEND_INVITATION,
        RESEND_INVITATION,
        EDIT_CONTACT,
        ENABLE,
        UNLOCK,
        RESET,
        RESEND_CONFIRMATION,
        RESTORE
    }

    /** One thing that was noticed. */
    public record Evidence(Optional<Instant> at, String text) {}
}
