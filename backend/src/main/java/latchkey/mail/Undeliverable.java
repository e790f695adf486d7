package latchkey.mail;

/** A mail that need not or can't be sent, now or later. The message says why, for staff. */
public final class Undeliverable extends RuntimeException {

    public Undeliverable(String words) {
        super(words, null, false, false);
    }

    public String words() {
        return String.valueOf(getMessage());
    }
}
