package latchkey.sandbox.mailbox;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The mailbox's templates. For any thread. */
final class MailboxPages {

    /** One line of the list. */
    record Row(String id, String to, String subject, String from, String at) {}

    /** One mail and the part of it that is shown. */
    record Mail(CapturedMail mail, MailView shown, String at, String source, boolean dark) {}

    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, h:mm:ss a", Locale.forLanguageTag("en-AU"))
            .withZone(ZoneId.systemDefault());

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(
            null, ContentType.Html, MailboxPages.class.getClassLoader(), "latchkey.sandbox.mailbox");

    String list(List<CapturedMail> mails, String to) {
        return render(
                "list.jte", Map.of("rows", mails.stream().map(MailboxPages::row).toList(), "to", to));
    }

    String mail(CapturedMail mail, MailView shown, String source, boolean dark) {
        return render("mail.jte", Map.of("page", new Mail(mail, shown, at(mail.at()), source, dark)));
    }

    private String render(String template, Map<String, Object> parameters) {
        var output = new StringOutput();
        engine.render(template, parameters, output);
        return output.toString();
    }

    private static Row row(CapturedMail mail) {
        return new Row(mail.id(), mail.to(), mail.subject(), mail.from(), at(mail.at()));
    }

    private static String at(Instant at) {
        return AT.format(at);
    }
}
