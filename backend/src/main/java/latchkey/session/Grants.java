package latchkey.session;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import latchkey.session.SessionTable.Refreshed;
import latchkey.web.Problem;

/**
 * What a program gets when it signs in: an access token, and a refresh token that renews the session. For any thread;
 * the futures complete on the caller's event loop.
 */
public final class Grants {

    private final SessionTable sessions;
    private final SessionTokens tokens;
    private final AccessTokens accessTokens;

    public Grants(SessionTable sessions, SessionTokens tokens, AccessTokens accessTokens) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.accessTokens = accessTokens;
    }

    /** The contract's answer to a sign-in or a renewal. */
    public JsonObject grant(Audience audience, UUID subject, SessionToken token) {
        return new JsonObject()
                .put("accessToken", accessTokens.issue(audience, subject, token.session()))
                .put("tokenType", "Bearer")
                .put("expiresIn", accessTokens.validity().toSeconds())
                .put("refreshToken", tokens.refreshToken(audience, token));
    }

    /**
     * Uses up a refresh token. Fails with {@link #over()} and the reason if its session is over; using the token again
     * later ends the session.
     *
     * @throws Problem {@link #over()}, without a future, if the token isn't ours
     */
    public Future<Refreshed> renew(Audience audience, String refreshToken) {
        SessionToken token = tokens.openRefreshToken(audience, refreshToken).orElseThrow(Grants::over);
        return sessions.refresh(audience, token)
                .compose(refreshed -> refreshed.map(Future::succeededFuture).orElseGet(() -> over(audience, token)));
    }

    /** Only the holder of the session's token learns why it ended. */
    private Future<Refreshed> over(Audience audience, SessionToken token) {
        return sessions.endOf(audience, token.session())
                .compose(end -> Future.failedFuture(
                        end.map(why -> over().with("reason", why.code())).orElseGet(Grants::over)));
    }

    /** The answer to a program whose session is over: 401, sign in again. */
    public static Problem over() {
        return Problem.of(401, "session-over");
    }
}
