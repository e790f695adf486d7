package latchkey.session;

import java.time.Instant;
import java.util.UUID;

/** One of the sessions that a client can see and end. */
public record OpenSession(UUID id, Instant createdAt, Instant lastSeenAt, String userAgent, String network) {}
