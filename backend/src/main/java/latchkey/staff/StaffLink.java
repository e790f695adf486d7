package latchkey.staff;

import java.util.List;
import java.util.UUID;
import latchkey.web.Problem;

/** A staff member's one-time link and its owner. */
record StaffLink(UUID id, State state, String email, String name) {

    /** Whether it still works, and if not, why. */
    enum State {
        OPEN,
        USED,
        EXPIRED,
        ENDED
    }

    /** This link, if it works; otherwise throws the problem that says why not. */
    StaffLink orThrow() {
        return switch (state) {
            case OPEN -> this;
            case USED -> throw Problem.of(410, "link-used");
            case EXPIRED -> throw Problem.of(410, "link-expired");
            case ENDED -> throw Problem.of(410, "link-ended");
        };
    }

    /** What a password must not contain. */
    List<String> personalWords() {
        return List.of(email, name);
    }
}
