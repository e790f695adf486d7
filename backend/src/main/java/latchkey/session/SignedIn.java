package latchkey.session;

import java.util.UUID;

/** A new session, the account it is of, and the device it is on. */
public record SignedIn(UUID session, UUID device, UUID account) {}
