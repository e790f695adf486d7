package latchkey.mail.wire;

import java.time.Duration;

/**
 * How long the postman waits for a mail server, and others for the postman.
 *
 * @param silence of a mail server before its connection is given up
 * @param attempt to send one mail, after which it is tried again later
 * @param slow after this long a mail on its way keeps no other mail from a connection
 * @param lease of a mail, renewed while it is on its way; if it ends this postman is dead, and another takes the mail
 * @param stop how long a stop waits for the mails on their way
 */
public record MailTimeouts(Duration silence, Duration attempt, Duration slow, Duration lease, Duration stop) {

    /**
     * A mail server may take ten minutes to answer the final dot, and a client that gives up earlier sends the mail
     * again. RFC 5321 (4.5.3.2) allows two to five minutes for each of the other answers; the client has one timeout
     * for all, so they get the longest.
     */
    public static final MailTimeouts USUAL = new MailTimeouts(
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofSeconds(20),
            Duration.ofMinutes(1),
            Duration.ofSeconds(8));
}
