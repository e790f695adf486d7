package latchkey.session;

import java.util.List;
import java.util.UUID;

/**
 * The signed-in client.
 *
 * @param jobs what is built for the client
 */
public record Client(
        UUID session, UUID account, UUID contact, String email, String givenName, String familyName, List<UUID> jobs) {}
