package latchkey.openid;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import latchkey.config.Secret;
import latchkey.key.Sha256;
import latchkey.region.Region;

/**
 * An application of the builder's that signs clients in.
 *
 * @param secret empty for a public client
 * @param redirectUrls where it may be answered, compared character by character
 * @param logoutUrls where it may send clients after signing out
 * @param regions the codes of those whose clients it signs in; empty for all
 */
public record App(
        String id,
        String name,
        Optional<Secret> secret,
        List<String> redirectUrls,
        List<String> logoutUrls,
        Optional<URI> backchannelLogoutUrl,
        List<String> regions) {

    /** Whether it signs clients of this region in. */
    public boolean isIn(Region region) {
        return regions.isEmpty() || regions.contains(region.code());
    }

    /** Compares digests, so that how long it takes tells nothing of the secret, not even its length. */
    boolean hasSecret(String sent) {
        return secret.filter(own -> MessageDigest.isEqual(digest(own.value()), digest(sent)))
                .isPresent();
    }

    private static byte[] digest(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
