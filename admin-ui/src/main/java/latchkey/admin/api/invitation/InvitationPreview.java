package latchkey.admin.api.invitation;

import java.util.List;

/**
 * How many of a selection can be invited, and why the others can't.
 *
 * @param groups those that can be invited
 * @param warnings what to check before
 */
public record InvitationPreview(
        int total, int allowed, List<AllowedGroup> groups, List<RefusedGroup> refused, List<Warning> warnings) {

    /** How many of one group. */
    public record AllowedGroup(InvitationGroup group, int count) {}

    /** How many for one reason. */
    public record RefusedGroup(String type, String reason, int count) {}

    /** How many have one thing to check, and the first of them. */
    public record Warning(String type, int count, List<Person> first) {}

    /** One of them. */
    public record Person(String contactId, String name) {}
}
