package latchkey.admin.api.contact;

/** How far a client is on the way into the portal. */
public enum PortalStatus {
    NOT_INVITED,
    INVITED,
    EXPIRED,
    REVOKED,
    ACTIVE,
    DISABLED
}
