package latchkey.openid;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import latchkey.key.Ids;
import latchkey.key.Seal;
import latchkey.region.Region;

/** Codes and tokens of applications: sealed, so that nothing in the database lets anybody in. */
final class AppTokens {

    private static final int REFRESH_BYTES = Ids.BYTES + Integer.BYTES;
    private static final int ACCESS_BYTES = Ids.BYTES + Long.BYTES;

    private final Seal seal;
    private final Duration validity;

    /** A refresh token that was opened. */
    record Refresh(UUID grant, int generation) {}

    /** @param validity how long an access token is valid */
    AppTokens(Seal seal, Duration validity) {
        this.seal = seal;
        this.validity = validity;
    }

    Duration validity() {
        return validity;
    }

    String code(Region region, App app, UUID grant) {
        return seal.seal(Ids.bytes(grant), "app-code", region.code(), app.id());
    }

    Optional<UUID> openCode(Region region, App app, String code) {
        return seal.open(code, Ids.BYTES, "app-code", region.code(), app.id()).map(Ids::of);
    }

    String refresh(Region region, Grant grant) {
        byte[] bytes = ByteBuffer.allocate(REFRESH_BYTES)
                .put(Ids.bytes(grant.id()))
                .putInt(grant.generation())
                .array();
        return seal.seal(bytes, "app-refresh", region.code(), grant.app());
    }

    Optional<Refresh> openRefresh(Region region, App app, String token) {
        return seal.open(token, REFRESH_BYTES, "app-refresh", region.code(), app.id())
                .map(bytes -> new Refresh(Ids.of(bytes), ByteBuffer.wrap(bytes).getInt(Ids.BYTES)));
    }

    /** Valid for its own time, and no longer than the grant. */
    String access(Region region, Grant grant) {
        byte[] bytes = ByteBuffer.allocate(ACCESS_BYTES)
                .put(Ids.bytes(grant.id()))
                .putLong(Instant.now().plus(validity).getEpochSecond())
                .array();
        return grant.app() + "." + seal.seal(bytes, "app-access", region.code(), grant.app());
    }

    /** The token itself names its application, since the caller need not. */
    Optional<Access> openAccess(Region region, String token) {
        int dot = token.indexOf('.');
        String app = token.substring(0, Math.max(0, dot));
        return seal.open(token.substring(dot + 1), ACCESS_BYTES, "app-access", region.code(), app)
                .map(bytes -> new Access(
                        app,
                        Ids.of(bytes),
                        Instant.ofEpochSecond(ByteBuffer.wrap(bytes).getLong(Ids.BYTES))))
                .filter(access -> access.expiresAt().isAfter(Instant.now()));
    }

    /** An access token that was opened. */
    record Access(String app, UUID grant, Instant expiresAt) {}
}
