package latchkey.admin.api;

/** The backend can't be reached, is too slow, or failed. */
public final class Unavailable extends RuntimeException {

    public Unavailable(String why) {
        super(why, null, false, false);
    }
}
