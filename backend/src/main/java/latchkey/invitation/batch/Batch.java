package latchkey.invitation.batch;

import java.util.List;
import java.util.UUID;

/**
 * Invitations to send, and for whom they are sent.
 *
 * @param failures how many attempts have failed since the last successful one
 */
record Batch(UUID id, UUID staff, List<String> regions, String network, int failures) {}
