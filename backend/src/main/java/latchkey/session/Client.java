package latchkey.session;

import java.util.UUID;

/** The signed-in client. */
public record Client(UUID session, UUID account, UUID contact, String email, String givenName, String familyName) {}
