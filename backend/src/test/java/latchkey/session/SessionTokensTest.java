package latchkey.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import latchkey.config.Settings;
import latchkey.key.Ids;
import latchkey.key.Keyring;
import latchkey.key.Seal;
import org.junit.jupiter.api.Test;

class SessionTokensTest {

    private static final Audience AU = new Audience("au", "https://au.example");
    private static final Audience NZ = new Audience("nz", "https://nz.example");

    private final SessionTokens tokens = new SessionTokens(new Seal(
            new Keyring(Settings.read(Map.of()).with(Map.of("secret", "a secret of more than 32 bytes, ours")))));
    private final UUID session = Ids.secret();

    @Test
    void a_cookie_opens_in_its_own_region_alone() {
        String cookie = tokens.cookie(AU, session);
        assertThat(tokens.openCookie(AU, cookie)).contains(session);
        assertThat(tokens.openCookie(NZ, cookie)).isEmpty();
        assertThat(tokens.openCookie(Audience.STAFF, cookie)).isEmpty();
    }

    @Test
    void a_refresh_token_opens_in_its_own_region_alone() {
        var token = new SessionToken(session, 7);
        String text = tokens.refreshToken(AU, token);
        assertThat(tokens.openRefreshToken(AU, text)).contains(token);
        assertThat(tokens.openRefreshToken(NZ, text)).isEmpty();
        assertThat(tokens.openRefreshToken(Audience.STAFF, text)).isEmpty();
    }

    @Test
    void a_cookie_is_no_refresh_token_and_a_refresh_token_no_cookie() {
        assertThat(tokens.openRefreshToken(AU, tokens.cookie(AU, session))).isEmpty();
        assertThat(tokens.openCookie(AU, tokens.refreshToken(AU, new SessionToken(session, 0))))
                .isEmpty();
    }
}
