package latchkey.session;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One of the sessions that its owner can see and end.
 *
 * @param apps ids of the applications that it signs in to
 */
public record OpenSession(
        UUID id, Instant createdAt, Instant lastSeenAt, String userAgent, String network, List<String> apps) {}
