package latchkey.admin.api.event;

import java.util.Optional;

/** Something changed that an open page may show. */
public record Change(String kind, Optional<String> region, Optional<String> contactId) {

    /** The stream was interrupted: anything may have changed. */
    public static final Change ANYTHING = new Change("anything", Optional.empty(), Optional.empty());

    /** The member's session is over: no changes arrive until the member signs in again. */
    public static final Change SESSION_OVER = new Change("session-over", Optional.empty(), Optional.empty());
}
