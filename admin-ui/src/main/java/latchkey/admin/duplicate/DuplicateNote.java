package latchkey.admin.duplicate;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.stream.Collectors;
import latchkey.admin.api.duplicate.Duplicate.By;
import latchkey.admin.api.duplicate.DuplicateList;

/** Names the contacts that already have what is being typed; announced to screen readers. */
public final class DuplicateNote extends Div {

    private transient DuplicateList shown = DuplicateList.NONE;

    public DuplicateNote() {
        addClassName("duplicates");
        getElement().setAttribute("role", "status");
    }

    /** For a contact without an account. */
    public void show(DuplicateList found) {
        show(found, false);
    }

    public void show(DuplicateList found, boolean hasAccount) {
        shown = found;
        removeAll();
        if (hasDuplicates()) {
            var list = new UnorderedList();
            found.items().forEach(other -> list.add(new DuplicateLine(other)));
            add(list);
        }
        if (found.addressInUse()) {
            add(new Paragraph(text(hasAccount ? "duplicate.in-use.account" : "duplicate.in-use")));
        } else if (isAddressShared()) {
            add(new Paragraph(text("duplicate.shared")));
        }
    }

    public boolean hasDuplicates() {
        return !shown.items().isEmpty();
    }

    /** Whether an account has the address, so that nobody else can be invited with it. */
    public boolean isAddressInUse() {
        return shown.addressInUse();
    }

    /** The same in one line. */
    public String sentence() {
        String who = shown.items().stream().map(DuplicateLine::sentence).collect(Collectors.joining("; "));
        return text(
                shown.addressInUse()
                        ? "duplicate.ask.in-use"
                        : isAddressShared() ? "duplicate.ask.shared" : "duplicate.ask.hint",
                who);
    }

    private boolean isAddressShared() {
        return shown.items().stream().anyMatch(other -> other.by() == By.EMAIL);
    }
}
