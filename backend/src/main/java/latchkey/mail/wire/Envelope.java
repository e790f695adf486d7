package latchkey.mail.wire;

import io.vertx.core.MultiMap;
import io.vertx.ext.mail.MailMessage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import latchkey.address.EmailAddress;
import latchkey.mail.DueMail;
import latchkey.mail.Letterhead;
import latchkey.mail.MailWriter;
import latchkey.mail.Mailbox;
import latchkey.mail.Undeliverable;
import latchkey.mail.WrittenMail;

/** Turns a due mail into what goes over the wire. */
public final class Envelope {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final MailWriter writer;

    public Envelope(MailWriter writer) {
        this.writer = writer;
    }

    /** @throws Undeliverable if there is no point in sending the mail */
    public WrittenMail write(DueMail mail) {
        return writer.write(mail, writer.head(mail));
    }

    /** @throws Undeliverable if there is nobody to send the mail to */
    public MailMessage fill(DueMail mail, WrittenMail written) {
        Letterhead head = writer.head(mail);
        EmailAddress recipient = EmailAddress.parse(mail.recipient())
                .orElseThrow(() -> new Undeliverable(head.texts().text("not-sent.recipient")));
        return new MailMessage()
                .setFrom(head.sender().address().onTheWire())
                .setTo(recipient.onTheWire())
                .setText(written.text())
                .setHtml(MailWriter.html(written))
                .setHeaders(headers(mail, head, written.subject(), recipient));
    }

    /**
     * The same mail has the same Message-ID however often it is sent, so that a reader's mail program shows it once.
     */
    private static MultiMap headers(DueMail mail, Letterhead head, String subject, EmailAddress recipient) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .set("From", HeaderText.mailbox(head.sender()))
                .set("To", HeaderText.mailbox(new Mailbox(mail.fullName(), recipient)))
                .set("Subject", HeaderText.of(subject))
                .set("Date", DATE.format(Instant.now()))
                .set("Message-ID", "<" + mail.id() + "@" + head.host() + ">")
                .set("Auto-Submitted", "auto-generated")
                .set("X-Auto-Response-Suppress", "OOF, AutoReply");
        head.replyTo().ifPresent(support -> headers.set("Reply-To", HeaderText.mailbox(support)));
        return headers;
    }
}
