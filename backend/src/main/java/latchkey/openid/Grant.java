package latchkey.openid;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An application's access to a client's session at the portal.
 *
 * @param generation how often it was refreshed
 * @param signedInAt when the client entered the password
 * @param jobs what is built for the client
 */
record Grant(
        UUID id,
        int generation,
        String app,
        String scope,
        Optional<String> nonce,
        UUID session,
        Instant signedInAt,
        UUID account,
        String email,
        String givenName,
        String familyName,
        List<UUID> jobs) {

    boolean has(String wanted) {
        return List.of(scope.split(" ")).contains(wanted);
    }
}
