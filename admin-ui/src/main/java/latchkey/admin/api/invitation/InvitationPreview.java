package latchkey.admin.api.invitation;

import java.util.List;

/** How many of a selection can be invited, and why the others can't. */
public record InvitationPreview(int total, int allowed, List<RefusedGroup> refused) {

    /** So many for one reason. */
    public record RefusedGroup(String type, String reason, int count) {}
}
