package latchkey.session;

import java.util.UUID;

/**
 * The content of a session's cookie or refresh token.
 *
 * @param generation how often the session was refreshed before this token was made
 */
public record SessionToken(UUID session, int generation) {}
