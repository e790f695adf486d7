package latchkey.admin.api.invitation;

/** What an invitation would be to a contact: the first one, or instead of one that came to something or nothing. */
public enum InvitationGroup {
    NEW,
    EXPIRED,
    WAITING,
    NOT_DELIVERED,
    REVOKED
}
