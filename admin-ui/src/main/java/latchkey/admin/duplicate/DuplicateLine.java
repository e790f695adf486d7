package latchkey.admin.duplicate;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.ListItem;
import java.util.Locale;
import latchkey.admin.api.duplicate.Duplicate;

/** A contact that already has what is typed; its link opens a new tab, so that nothing typed is lost. */
public final class DuplicateLine extends ListItem {

    public DuplicateLine(Duplicate other) {
        var open = new Anchor("/contacts/" + other.id(), sentence(other), AnchorTarget.BLANK);
        open.setAriaLabel(text("duplicate.open.label", sentence(other)));
        add(open);
    }

    static String sentence(Duplicate other) {
        return text("duplicate." + other.by().name().toLowerCase(Locale.ROOT), who(other));
    }

    private static String who(Duplicate other) {
        return other.reference()
                .map(reference -> other.name() + " (" + reference + ")")
                .orElse(other.name());
    }
}
