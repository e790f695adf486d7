package latchkey.admin.api;

import java.util.Optional;

/** The backend no longer accepts the member, who has to sign in again. */
public final class Unauthorized extends RuntimeException {

    private final transient Optional<String> reason;

    /** @param reason why the session is over, if the backend says so */
    public Unauthorized(Optional<String> reason) {
        super("Not signed in", null, false, false);
        this.reason = reason;
    }

    Optional<String> reason() {
        return reason;
    }
}
