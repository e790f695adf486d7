package latchkey.mail.wire;

import java.time.Duration;

/**
 * How long the postman waits, each longer than the one before.
 *
 * @param silence of a mail server before its connection is given up
 * @param attempt to send one mail, after which it is tried again later
 * @param lease of a mail, after which another postman may take it: this one's process is dead
 */
public record MailTimeouts(Duration silence, Duration attempt, Duration lease) {

    public static final MailTimeouts USUAL =
            new MailTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(45), Duration.ofSeconds(60));
}
