package latchkey.openid.logout;

import java.util.UUID;

/**
 * An application that has to be notified that a session is over.
 *
 * @param attempts how often that was tried, this time included
 */
record DueLogout(long id, String app, String region, UUID session, UUID account, int attempts) {}
