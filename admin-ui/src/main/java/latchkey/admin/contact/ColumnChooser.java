package latchkey.admin.contact;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.page.WebStorage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import latchkey.admin.api.contact.Contact;
import org.jspecify.annotations.Nullable;

/** Which columns are shown; the browser remembers it. The name always stays. */
final class ColumnChooser extends MenuBar {

    private static final String KEY = "latchkey-hidden-columns";

    private final Map<Grid.Column<Contact>, MenuItem> choices = new LinkedHashMap<>();

    ColumnChooser(List<Grid.Column<Contact>> columns) {
        addThemeVariants(MenuBarVariant.LUMO_ICON);
        addClassName("plain");
        MenuItem top = addItem(new Icon(VaadinIcon.GRID_H));
        top.setAriaLabel(text("columns"));
        top.getElement().setAttribute("title", text("columns"));
        for (Grid.Column<Contact> column : columns) {
            if (!"name".equals(column.getKey())) {
                choices.put(column, choice(top, column));
            }
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        WebStorage.getItem(KEY, this::hide);
    }

    private MenuItem choice(MenuItem top, Grid.Column<Contact> column) {
        MenuItem choice = top.getSubMenu().addItem(text("column." + column.getKey()));
        choice.setCheckable(true);
        choice.setChecked(true);
        choice.setKeepOpen(true);
        var _ = choice.addClickListener(click -> {
            column.setVisible(choice.isChecked());
            remember();
        });
        return choice;
    }

    private void hide(@Nullable String remembered) {
        Set<String> hidden = remembered == null ? Set.of() : Set.of(remembered.split(","));
        choices.forEach((column, choice) -> {
            column.setVisible(!hidden.contains(column.getKey()));
            choice.setChecked(column.isVisible());
        });
    }

    private void remember() {
        WebStorage.setItem(
                KEY,
                String.join(
                        ",",
                        choices.keySet().stream()
                                .filter(column -> !column.isVisible())
                                .map(Grid.Column::getKey)
                                .toList()));
    }
}
