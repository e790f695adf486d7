package latchkey.invitation.batch;

import java.util.Optional;
import java.util.UUID;
import latchkey.invitation.InvitationOutcome;

/** A contact that a batch did not invite, and why. */
record Refusal(UUID contact, String name, Optional<String> email, InvitationOutcome.Kind reason) {}
