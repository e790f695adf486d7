package latchkey.session;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import latchkey.key.Ids;
import latchkey.key.Seal;

/** Cookies and refresh tokens: sealed, so that nothing in the database signs anybody in. */
public final class SessionTokens {

    private static final int BYTES = Ids.BYTES + Integer.BYTES;

    private final Seal seal;

    public SessionTokens(Seal seal) {
        this.seal = seal;
    }

    public String cookie(Audience audience, UUID session) {
        return seal.seal(bytes(new SessionToken(session, 0)), "cookie", audience.code());
    }

    public Optional<UUID> openCookie(Audience audience, String cookie) {
        return seal.open(cookie, BYTES, "cookie", audience.code())
                .map(SessionTokens::of)
                .map(SessionToken::session);
    }

    public String refreshToken(Audience audience, SessionToken token) {
        return seal.seal(bytes(token), "refresh", audience.code());
    }

    public Optional<SessionToken> openRefreshToken(Audience audience, String token) {
        return seal.open(token, BYTES, "refresh", audience.code()).map(SessionTokens::of);
    }

    /** The cookie by which a browser that signed in before is recognised. */
    public String device(UUID device) {
        return seal.seal(Ids.bytes(device), "device");
    }

    public Optional<UUID> openDevice(String cookie) {
        return seal.open(cookie, Ids.BYTES, "device").map(Ids::of);
    }

    /** The same for the browser of a staff member. */
    public String staffDevice(UUID device) {
        return seal.seal(Ids.bytes(device), "staff-device");
    }

    public Optional<UUID> openStaffDevice(String token) {
        return seal.open(token, Ids.BYTES, "staff-device").map(Ids::of);
    }

    private static byte[] bytes(SessionToken token) {
        return ByteBuffer.allocate(BYTES)
                .put(Ids.bytes(token.session()))
                .putInt(token.generation())
                .array();
    }

    private static SessionToken of(byte[] bytes) {
        return new SessionToken(Ids.of(bytes), ByteBuffer.wrap(bytes).getInt(Ids.BYTES));
    }
}
