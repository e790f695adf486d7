package latchkey.admin.api.invitation;

/** What another invitation would mean to a contact: the first, or the replacement of an earlier one. */
public enum InvitationGroup {
    NEW,
    EXPIRED,
    WAITING,
    NOT_DELIVERED,
    REVOKED
}
