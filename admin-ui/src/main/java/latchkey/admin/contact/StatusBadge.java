package latchkey.admin.contact;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.badge.Badge;
import latchkey.admin.api.contact.PortalStatus;

/** A portal status as a badge: the text says it, the colour only helps. */
final class StatusBadge extends Badge {

    StatusBadge(PortalStatus status) {
        super(name(status));
        addClassName(look(status));
    }

    static String name(PortalStatus status) {
        return text("status." + status);
    }

    /** One of the theme's accents. */
    static String look(PortalStatus status) {
        return switch (status) {
            case NOT_INVITED, REVOKED -> "aura-accent-neutral";
            case INVITED -> "aura-accent-blue";
            case EXPIRED -> "aura-accent-orange";
            case ACTIVE -> "aura-accent-green";
            case DISABLED -> "aura-accent-red";
        };
    }
}
