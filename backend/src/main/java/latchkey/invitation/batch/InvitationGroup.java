package latchkey.invitation.batch;

/** What an invitation would be to a contact that can be invited. */
enum InvitationGroup {
    /** The first. */
    NEW,
    EXPIRED,
    /** The link that the client has works, and would stop working. */
    WAITING,
    NOT_DELIVERED,
    /** Somebody decided against it. */
    REVOKED;

    /** The group of {@code contact c}; null where an account is. */
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
