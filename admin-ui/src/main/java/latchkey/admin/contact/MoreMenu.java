package latchkey.admin.contact;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import java.util.function.Supplier;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.contact.Filter;
import latchkey.admin.api.invitation.Selection;
import latchkey.admin.invitation.InviteManyDialog;

/** Occasional actions: invite all that the filter matches, import, export. */
final class MoreMenu extends MenuBar {

    /** @param archived shows the archived contacts */
    MoreMenu(SignedIn member, Supplier<Filter> filter, Runnable archived) {
        MenuItem top = addItem(text("more"));
        var _ = top.getSubMenu()
                .addItem(text("invite.all"), click -> InviteManyDialog.open(member, Selection.of(filter.get())));
        var _ = top.getSubMenu()
                .addItem(text("import"), click -> UI.getCurrent().navigate("contacts/import"));
        var export = new Anchor(
                DownloadHandler.fromInputStream(download -> new DownloadResponse(
                        member.api().export(filter.get()), "contacts.csv", "text/csv; charset=utf-8", -1)),
                text("export"));
        var _ = top.getSubMenu().addItem(export);
        var _ = top.getSubMenu().addItem(text("contacts.archived"), click -> archived.run());
    }
}
