package latchkey.admin.api;

/** The backend is away, too slow, or failed. */
public final class Unavailable extends RuntimeException {

    public Unavailable(String why) {
        super(why, null, false, false);
    }
}
