package latchkey.admin.frame;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.server.VaadinRequest;
import java.util.EnumMap;
import java.util.Map;
import latchkey.admin.api.SignedIn;
import latchkey.admin.ui.Appearance;

/** The signed-in member's name, with a menu for the appearance and for signing out. */
final class AccountMenu extends Div {

    AccountMenu(SignedIn member, Runnable signOut) {
        addClassName("account");
        var bar = new MenuBar();
        bar.addThemeVariants(MenuBarVariant.LUMO_TERTIARY);
        var name = bar.addItem(member.staff().name());
        name.setAriaLabel(text("account", member.staff().name()));
        SubMenu menu = name.getSubMenu();
        menu.addItem(member.staff().email()).setEnabled(false);
        var _ = menu.addItem(text("own"), click -> UI.getCurrent().navigate("account"));
        var _ = menu.addItem(text("keys"), click -> new KeysDialog().open());
        menu.addSeparator();
        addLooks(menu);
        menu.addSeparator();
        var _ = menu.addItem(text("sign-out"), click -> signOut.run());
        add(bar);
    }

    private static void addLooks(SubMenu menu) {
        Appearance chosen = Appearance.chosen(VaadinRequest.getCurrent().getCookies());
        Map<Appearance, MenuItem> looks = new EnumMap<>(Appearance.class);
        for (Appearance look : Appearance.values()) {
            MenuItem item = menu.addItem(text("look." + look.scheme()), click -> {
                look.choose(UI.getCurrent().getPage());
                looks.forEach((other, choice) -> choice.setChecked(other == look));
            });
            item.setCheckable(true);
            item.setChecked(look == chosen);
            looks.put(look, item);
        }
    }
}
