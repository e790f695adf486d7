package latchkey.mail;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import latchkey.config.Settings;
import latchkey.link.LinkTokens;
import latchkey.mail.DueMail.DueLink;
import latchkey.region.Region;
import latchkey.region.Regions;
import latchkey.text.Texts;
import latchkey.text.UserAgent;

/** Writes mails: the sentences of the bundle {@code mail}, filled for one reader. For any thread. */
public final class MailWriter {

    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, MailWriter.class.getClassLoader(), "latchkey.template");
    private final Map<String, Letterhead> ofRegions = new LinkedHashMap<>();
    private final Map<String, Letterhead> ofStaff = new LinkedHashMap<>();
    private final LinkTokens tokens;

    public MailWriter(Settings settings, Regions regions, LinkTokens tokens) {
        this.tokens = tokens;
        for (Region region : regions.all()) {
            ofRegions.put(region.code(), Letterhead.ofRegion(settings, region));
            ofStaff.put(region.code(), Letterhead.ofStaff(settings, region));
        }
    }

    /** The letterhead of this mail. */
    public Letterhead head(DueMail mail) {
        if (mail.toStaff()) {
            return mail.home()
                    .flatMap(code -> Optional.ofNullable(ofStaff.get(code)))
                    .orElseGet(() -> ofStaff.values().iterator().next());
        }
        return mail.home()
                .flatMap(code -> Optional.ofNullable(ofRegions.get(code)))
                .orElseThrow(() -> new IllegalStateException("No such region: " + mail.home()));
    }

    /** @throws Undeliverable if the mail's link does not work any more */
    public WrittenMail write(DueMail mail, Letterhead head) {
        MailKind kind = MailKind.of(mail.kind());
        Object[] facts = facts(mail, head);
        Texts texts = head.texts();
        String greeting = mail.name().isBlank()
                ? texts.text("greeting.nameless")
                : texts.text("greeting", mail.name().strip());
        return new WrittenMail(
                texts.locale(),
                head.builder(),
                head.region(),
                head.colour(),
                text(mail, "subject", texts, facts),
                greeting,
                before(mail, texts, facts),
                texts.text(kind.code() + ".button", facts),
                url(mail, kind, head),
                texts.text("url-hint"),
                paragraphs(mail, "after", texts, facts),
                paragraphs(mail, "closing", texts, facts));
    }

    /** The paragraphs above the button: the opening, then the jobs, then the colleague's own words. */
    private static List<String> before(DueMail mail, Texts texts, Object[] facts) {
        var paragraphs = new ArrayList<>(paragraphs(mail, "before", texts, facts));
        if (!mail.jobs().isEmpty()) {
            paragraphs.add(1, texts.text("jobs", mail.jobs().size(), String.join("; ", mail.jobs())));
        }
        mail.personal()
                .ifPresent(personal -> paragraphs.addAll(
                        mail.jobs().isEmpty() ? 1 : 2,
                        personal.lines()
                                .map(String::strip)
                                .filter(line -> !line.isEmpty())
                                .toList()));
        return List.copyOf(paragraphs);
    }

    /** The mail as it will be read, except for its link, which is made when the mail is sent. */
    public WrittenMail preview(DueMail mail) {
        return write(mail, head(mail)).kept(MailKind.of(mail.kind()));
    }

    public static String html(WrittenMail written) {
        var output = new StringOutput();
        TEMPLATES.render("mail/WrittenMail.jte", written, output);
        return output.toString();
    }

    private String url(DueMail mail, MailKind kind, Letterhead head) {
        if (!kind.hasToken()) {
            return head.base() + kind.path();
        }
        DueLink link = mail.link().orElseThrow(() -> new IllegalStateException("The mail has no link"));
        link.end().ifPresent(end -> {
            throw new Undeliverable(head.texts().text("not-sent." + end));
        });
        return head.link(kind, link, tokens);
    }

    /** The arguments of the sentences, in the order given at the top of the bundle. */
    private static Object[] facts(DueMail mail, Letterhead head) {
        return new Object[] {
            head.builder(),
            head.region(),
            mail.recipient(),
            mail.link().map(link -> head.times().moment(link.expiresAt())).orElse(""),
            head.times().moment(mail.createdAt()),
            device(mail, head.texts()),
            head.support(),
            head.base(),
            mail.inviter()
                    .map(inviter -> head.texts().text("inviter", inviter, head.builder()))
                    .orElse(head.builder())
        };
    }

    private static String device(DueMail mail, Texts texts) {
        UserAgent agent = UserAgent.of(mail.userAgent());
        String browser = agent.browser().orElse(texts.text("device.unknown"));
        return agent.system()
                .map(system -> texts.text("device", browser, system))
                .orElse(browser);
    }

    private static List<String> paragraphs(DueMail mail, String part, Texts texts, Object[] facts) {
        var paragraphs = new ArrayList<String>();
        for (int number = 1; texts.has(mail.kind() + "." + part + "." + number); number++) {
            paragraphs.add(text(mail, part + "." + number, texts, facts));
        }
        return List.copyOf(paragraphs);
    }

    /** A variation of a kind may replace the subject and single paragraphs. */
    private static String text(DueMail mail, String part, Texts texts, Object[] facts) {
        String varied = mail.kind() + "." + mail.variation().orElse("") + "." + part;
        return texts.text(texts.has(varied) ? varied : mail.kind() + "." + part, facts);
    }
}
