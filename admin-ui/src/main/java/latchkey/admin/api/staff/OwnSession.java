package latchkey.admin.api.staff;

import java.time.Instant;

/** A browser that the member is signed in with. */
public record OwnSession(
        String id, boolean isCurrent, Instant signedInAt, Instant lastUsedAt, String device, String network) {}
