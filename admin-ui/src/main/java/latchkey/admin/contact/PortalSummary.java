package latchkey.admin.contact;

import static latchkey.admin.ui.Texts.text;

import java.time.Instant;
import java.util.Optional;
import latchkey.admin.api.Mail;
import latchkey.admin.api.MailStatus;
import latchkey.admin.api.Portal;
import latchkey.admin.api.Region;
import latchkey.admin.ui.Times;

/** Where a client stands, in one sentence; and what became of the mail. */
final class PortalSummary {

    private PortalSummary() {}

    static String sentence(Portal portal, Region region) {
        return switch (portal.status()) {
            case NOT_INVITED -> text("standing.not-invited");
            case INVITED -> at("standing.invited", portal.invitationExpiresAt(), region);
            case EXPIRED -> at("standing.expired", portal.invitationExpiresAt(), region);
            case REVOKED -> text("standing.revoked");
            case ACTIVE ->
                portal.lastSignInAt()
                        .map(at -> text("standing.active", Times.relative(at, Instant.now(), region)))
                        .orElseGet(() -> text("standing.active.never"));
            case DISABLED -> text("standing.disabled");
        };
    }

    static String of(Mail mail, Region region) {
        String what = text("mail." + mail.status());
        String when = mail.at().map(at -> ", " + Times.exact(at, region)).orElse("");
        return mail.detail()
                .filter(words -> mail.status() != MailStatus.SENT)
                .map(words -> what + when + ": " + words)
                .orElse(what + when);
    }

    private static String at(String key, Optional<Instant> moment, Region region) {
        return moment.map(at -> text(key, Times.moment(at, region))).orElseGet(() -> text(key + ".plain"));
    }
}
