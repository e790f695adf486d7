package latchkey.mail;

/** A mail that need not or can't be sent, now or later. The message says why, for staff. */
final class Undeliverable extends RuntimeException {

    Undeliverable(String words) {
        super(words, null, false, false);
    }

    String words() {
        return String.valueOf(getMessage());
    }
}
