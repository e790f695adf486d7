package latchkey.session;

import java.time.Duration;
import latchkey.region.Region;
import latchkey.web.Cookies;
import latchkey.web.Reply;

/** The cookies that a browser gets when it signs in: one for the session, one by which it is recognised later. */
public final class SignInCookies {

    /** The longest that browsers keep a cookie. */
    private static final Duration DEVICE_AGE = Duration.ofDays(400);

    private final SessionTokens tokens;
    private final Duration sessionMaximum;

    public SignInCookies(SessionTokens tokens, Duration sessionMaximum) {
        this.tokens = tokens;
        this.sessionMaximum = sessionMaximum;
    }

    public Reply on(Reply reply, Region region, SignedIn signedIn) {
        String session = tokens.cookie(Audience.of(region), signedIn.session());
        return reply.cookie(Cookies.SESSION.with(session, sessionMaximum))
                .cookie(Cookies.DEVICE.with(tokens.device(signedIn.device()), DEVICE_AGE));
    }
}
