package latchkey.admin.api.app;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An application that signs clients in.
 *
 * @param id its client id
 * @param isPublic whether it has no secret
 * @param regions codes of those whose clients it signs in
 */
public record App(
        String id,
        String name,
        boolean isPublic,
        List<String> regions,
        List<String> redirectUrls,
        List<String> logoutUrls,
        Optional<String> backchannelLogoutUrl,
        Optional<Instant> lastSignInAt) {}
