package latchkey.admin.contact.portal;

import static latchkey.admin.ui.Texts.text;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import latchkey.admin.api.contact.Mail;
import latchkey.admin.api.contact.MailStatus;
import latchkey.admin.api.contact.Portal;
import latchkey.admin.ui.Times;

/** A client's access in one sentence, and what became of the mail. */
final class PortalSummary {

    private PortalSummary() {}

    static String sentence(Portal portal, Times times) {
        return portal.addressOwner()
                .map(owner -> text("standing.address-in-use", owner.name()))
                .orElseGet(() -> status(portal, times));
    }

    private static String status(Portal portal, Times times) {
        return switch (portal.status()) {
            case NOT_INVITED -> text("standing.not-invited");
            case INVITED ->
                portal.undelivered().isPresent()
                        ? text("standing.invited.lost")
                        : at("standing.invited", portal.invitationExpiresAt(), at -> times.until(at, Instant.now()));
            case EXPIRED -> at("standing.expired", portal.invitationExpiresAt(), at -> times.on(at, Instant.now()));
            case REVOKED -> text("standing.revoked");
            case ACTIVE ->
                portal.lastSignInAt()
                        .map(at -> text("standing.active", times.relative(at, Instant.now())))
                        .orElseGet(() -> text("standing.active.never"));
            case DISABLED -> text("standing.disabled");
        };
    }

    static String of(Mail mail, Times times) {
        String what = text("mail." + mail.status());
        String when = mail.at().map(at -> ", " + times.exact(at)).orElse("");
        return mail.detail()
                .filter(words -> mail.status() != MailStatus.SENT)
                .map(words -> what + when + ": " + words)
                .orElse(what + when);
    }

    private static String at(String key, Optional<Instant> moment, Function<Instant, String> words) {
        return moment.map(at -> text(key, words.apply(at))).orElseGet(() -> text(key + ".plain"));
    }
}
