package latchkey.admin.api;

/** How far a client is on the way into the portal. */
public enum PortalStatus {
    NOT_INVITED,
    INVITED,
    EXPIRED,
    REVOKED,
    ACTIVE,
    DISABLED
}
