package latchkey.admin.contact;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.badge.Badge;
import latchkey.admin.api.contact.Portal;
import latchkey.admin.api.contact.PortalStatus;

/** A portal status as a badge: the text says it, the colour only helps. */
final class StatusBadge extends Badge {

    StatusBadge(Portal portal) {
        super(name(portal));
        addClassName(look(portal));
    }

    /** An invitation that can't be used, or did not arrive, isn't shown as one. */
    static String name(Portal portal) {
        return portal.addressOwner()
                .map(owner -> text("status.address-in-use"))
                .or(() -> portal.undelivered().map(mail -> text("status.undelivered")))
                .orElseGet(() -> name(portal.status()));
    }

    static String look(Portal portal) {
        return portal.addressOwner().isPresent() || portal.undelivered().isPresent()
                ? "aura-accent-red"
                : look(portal.status());
    }

    /** The owner of the address, or why the invitation did not arrive, in the mail server's words. */
    static String reason(Portal portal) {
        return portal.addressOwner()
                .map(owner -> text("standing.address-in-use", owner.name()))
                .or(() -> portal.undelivered()
                        .map(mail -> text("mail." + mail.status())
                                + mail.detail().map(words -> ": " + words).orElse("")))
                .orElse("");
    }

    static String name(PortalStatus status) {
        return text("status." + status);
    }

    /** One of the theme's accents. */
    private static String look(PortalStatus status) {
        return switch (status) {
            case NOT_INVITED, REVOKED -> "aura-accent-neutral";
            case INVITED -> "aura-accent-blue";
            case EXPIRED -> "aura-accent-orange";
            case ACTIVE -> "aura-accent-green";
            case DISABLED -> "aura-accent-red";
        };
    }
}
