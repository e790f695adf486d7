package latchkey.session;

import java.util.UUID;

/**
 * What a session's cookie or refresh token says once its seal is opened.
 *
 * @param generation how often the session was refreshed before this token was made
 */
public record SessionToken(UUID session, int generation) {}
