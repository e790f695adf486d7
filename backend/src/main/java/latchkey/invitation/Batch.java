package latchkey.invitation;

import java.util.List;
import java.util.UUID;

/** Invitations on their way, and for whom they are sent. */
record Batch(UUID id, UUID staff, List<String> regions, String network) {}
