package latchkey.admin.api;

/** The backend does not accept the member any more: sign in again. */
public final class Unauthorized extends RuntimeException {

    public Unauthorized() {
        super("Not signed in", null, false, false);
    }
}
