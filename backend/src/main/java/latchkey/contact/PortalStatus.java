package latchkey.contact;

/** A contact's access to the portal. */
public enum PortalStatus {
    NOT_INVITED,
    INVITED,
    /** Invited, but the link has expired: the only status that time alone brings about. */
    EXPIRED,
    REVOKED,
    ACTIVE,
    DISABLED;

    /**
     * The condition by which a statement finds such contacts, written out: the planner then knows how many there are.
     */
    public String condition() {
        return switch (this) {
            case INVITED -> "c.portal = 'INVITED' and c.invitation_expires_at > now()";
            case EXPIRED -> "c.portal = 'INVITED' and c.invitation_expires_at <= now()";
            default -> "c.portal = '" + name() + "'";
        };
    }
}
