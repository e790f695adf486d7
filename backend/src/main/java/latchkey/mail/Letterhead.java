package latchkey.mail;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import latchkey.address.EmailAddress;
import latchkey.config.Settings;
import latchkey.link.LinkTokens;
import latchkey.link.Purpose;
import latchkey.mail.DueMail.DueLink;
import latchkey.region.Region;
import latchkey.text.Texts;
import latchkey.text.Times;

/**
 * The sender of a mail, with its texts and its way of writing times.
 *
 * @param replyTo where an answer to the mail goes, if not to the sender
 * @param base of the links, without a slash at its end; never taken from a request
 * @param place the code that link tokens are sealed for
 */
public record Letterhead(
        String builder,
        String region,
        String colour,
        String support,
        Mailbox sender,
        Optional<Mailbox> replyTo,
        String base,
        String place,
        Texts texts,
        Times times) {

    static Letterhead ofRegion(Settings settings, Region region) {
        return new Letterhead(
                settings.text("builder"),
                region.name(),
                region.colour(),
                region.support(),
                sender(settings, "regions." + region.code() + ".sender"),
                EmailAddress.parse(region.support())
                        .map(address -> new Mailbox(settings.text("builder") + " " + region.name(), address)),
                region.link(""),
                region.code(),
                Texts.of("mail", region.locale(), region.texts()),
                Times.of(region.locale(), region.zone(), region.texts()));
    }

    /** For mails to staff: from the admin UI, in the words and times of a region of theirs. */
    static Letterhead ofStaff(Settings settings, Region home) {
        return new Letterhead(
                settings.text("builder"),
                "Latchkey",
                home.colour(),
                home.support(),
                sender(settings, "admin.sender"),
                Optional.empty(),
                settings.uri("admin.url", "https", "http").toString().replaceAll("/+$", ""),
                "staff",
                Texts.of("mail", home.locale()),
                Times.of(home.locale(), home.zone()));
    }

    /** The one-time link: its token is made here and stored nowhere. */
    String link(MailKind kind, DueLink link, LinkTokens tokens) {
        Purpose purpose = Purpose.valueOf(link.purpose().toUpperCase(Locale.ROOT));
        return base + kind.path() + tokens.token(purpose, place, link.id());
    }

    public String host() {
        return URI.create(base).getHost();
    }

    private static Mailbox sender(Settings settings, String key) {
        return Mailbox.parse(settings.text(key))
                .orElseThrow(() -> settings.fault(
                        key, "is not a valid sender", "write it like Latchkey Homes <portal@au.example.com>"));
    }
}
