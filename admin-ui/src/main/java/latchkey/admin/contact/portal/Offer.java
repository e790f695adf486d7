package latchkey.admin.contact.portal;

import java.util.Optional;
import latchkey.admin.api.contact.Contact;
import latchkey.admin.api.contact.Diagnosis.Action;
import latchkey.admin.api.contact.Portal.AddressHolder;
import latchkey.admin.api.contact.PortalStatus;

/** What the buttons depend on. They stay while it stays the same: replacing a button would lose a click on it. */
record Offer(
        Optional<Action> fix,
        String id,
        String name,
        PortalStatus status,
        boolean canBeInvited,
        Optional<String> email,
        Optional<String> accountEmail,
        Optional<String> pendingEmail,
        Optional<AddressHolder> addressHolder) {

    static Offer of(Contact contact, Optional<Action> fix) {
        return new Offer(
                fix,
                contact.id(),
                contact.name(),
                contact.status(),
                contact.canBeInvited(),
                contact.email(),
                contact.portal().accountEmail(),
                contact.portal().pendingEmail(),
                contact.portal().addressHolder());
    }
}
