package latchkey.admin.contact.portal;

import static latchkey.admin.ui.Texts.text;

import latchkey.admin.api.contact.Contact;
import latchkey.admin.ui.Confirm;

/** Asks before inviting the second contact with the same address: only one can have an account with it. */
final class SharedAddress {

    private SharedAddress() {}

    /** @param label the key of the button that sends the invitation */
    static void ask(Contact contact, String label, Runnable send) {
        contact.portal()
                .alsoInvited()
                .ifPresentOrElse(
                        other -> Confirm.askIfMeant(
                                text("invitation.shared"),
                                text("invitation.shared.hint", other.name(), contact.name()),
                                text(label),
                                send),
                        send);
    }
}
