package latchkey.mail.wire;

/**
 * The mail server can be reached but not used as {@code mail.url} says: it offers no STARTTLS, for example, or no way to
 * sign in that the client knows. The message is the mail client's, which names no person.
 */
public final class MailServerUnusable extends Exception {

    MailServerUnusable(Throwable told) {
        super(told.getMessage(), told);
    }
}
