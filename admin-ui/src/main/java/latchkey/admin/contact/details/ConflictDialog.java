package latchkey.admin.contact.details;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import java.util.Optional;
import latchkey.admin.api.contact.Contact;
import latchkey.admin.api.contact.ContactChange;
import latchkey.admin.ui.Facts;

/**
 * Shown if somebody else saved first: says what that changed, and lets the member decide. Closing it keeps what was
 * typed.
 */
final class ConflictDialog extends Dialog {

    ConflictDialog(Contact before, Contact theirs, ContactChange mine, Runnable overwrite, Runnable takeTheirs) {
        setHeaderTitle(text("conflict"));
        setWidth("32rem");
        var changes = new Facts();
        compare(changes, "givenName", before.givenName(), theirs.givenName(), mine.givenName());
        compare(changes, "familyName", before.familyName(), theirs.familyName(), mine.familyName());
        compare(changes, "email", before.email(), theirs.email(), mine.email());
        compare(changes, "phone", before.phone(), theirs.phone(), mine.phone());
        compare(changes, "reference", before.reference(), theirs.reference(), mine.reference());
        add(new Paragraph(text("conflict.hint")), changes);
        var mineWins = new Button(text("conflict.mine"), click -> {
            close();
            overwrite.run();
        });
        mineWins.addThemeVariants(ButtonVariant.PRIMARY);
        var theirsWin = new Button(text("conflict.theirs"), click -> {
            close();
            takeTheirs.run();
        });
        getFooter().add(new Button(text("conflict.back"), click -> close()), theirsWin, mineWins);
    }

    private static void compare(
            Facts facts, String field, Optional<String> before, Optional<String> theirs, Optional<String> mine) {
        compare(facts, field, before.orElse("–"), theirs.orElse("–"), mine.orElse("–"));
    }

    private static void compare(Facts facts, String field, String before, String theirs, String mine) {
        if (!theirs.equals(before) || !mine.equals(before)) {
            String key = mine.equals(before) ? "conflict.untouched" : "conflict.values";
            var _ = facts.with(text("field." + field), text(key, before, theirs, mine));
        }
    }
}
