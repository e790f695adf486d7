package latchkey.mail.wire;

import io.vertx.ext.mail.SMTPException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail server's refusal, and what it is about. Only a refusal of the recipient or of the mail itself is final: one of
 * the greeting, of our sign-in or of the sender is about the set-up, concerns every mail, and goes away when somebody
 * fixes it.
 */
public record SmtpRefusal(Stage stage, String words) {

    enum Stage {
        CONNECTION,
        RECIPIENT,
        CONTENT
    }

    // RFC 5321 reply code, then perhaps an RFC 3463 code: class, subject (1 address, 2 mailbox, 7 policy), detail.
    private static final Pattern PERMANENT = Pattern.compile("(5\\d\\d)[ -](?:5\\.(\\d{1,3})\\.\\d{1,3}\\b)?.*");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+");
    private static final int LONGEST = 500;

    public static SmtpRefusal of(SMTPException exception) {
        String reply = UNPRINTABLE
                .matcher(String.join(" ", exception.getReplyMessages()))
                .replaceAll(" ");
        return new SmtpRefusal(
                stage(String.valueOf(exception.getMessage())), reply.substring(0, Math.min(LONGEST, reply.length())));
    }

    /** Whether it concerns the greeting, our sign-in or the sender; such a reply contains no client's address. */
    public boolean isOfEveryMail() {
        return stage == Stage.CONNECTION;
    }

    public boolean isFinal() {
        return stage != Stage.CONNECTION && PERMANENT.matcher(words).matches();
    }

    /** Whether it concerns the recipient's address or mailbox. */
    public boolean isOfRecipient() {
        Matcher reply = PERMANENT.matcher(words);
        if (!reply.matches()) {
            return false;
        }
        return reply.group(2) == null
                ? stage == Stage.RECIPIENT && reply.group(1).matches("55[0-3]")
                : reply.group(2).matches("[12]");
    }

    // Only the exception's text says which command the server refused.
    private static Stage stage(String message) {
        if (message.startsWith("recipient address not accepted")) {
            return Stage.RECIPIENT;
        }
        return message.startsWith("DATA command not accepted") || message.startsWith("sending data failed")
                ? Stage.CONTENT
                : Stage.CONNECTION;
    }
}
