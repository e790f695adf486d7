package latchkey.invitation.batch;

/** What another invitation would mean to a contact that can be invited. */
enum InvitationGroup {
    /** Never invited before. */
    NEW,
    EXPIRED,
    /** The client has a link that works, and would stop working. */
    WAITING,
    NOT_DELIVERED,
    /** Staff revoked the invitation. */
    REVOKED;

    /** The group of {@code contact c}; null if it has an account. */
    static final String OF_CONTACT = """
        case
            when c.portal = 'NOT_INVITED' then 'NEW'
            when c.portal = 'REVOKED' then 'REVOKED'
            when c.portal = 'INVITED' and c.invitation_expires_at <= now() then 'EXPIRED'
            when c.portal = 'INVITED' and exists (
                select from mail where mail.link_id = c.invitation_id and mail.status in ('FAILED', 'BOUNCED'))
                then 'NOT_DELIVERED'
            when c.portal = 'INVITED' then 'WAITING'
        end
        """;
}
