package latchkey.session;

import java.util.UUID;

/** A new session, its account and its device. */
public record SignedIn(UUID session, UUID device, UUID account) {}
