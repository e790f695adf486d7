package latchkey.admin.invitation;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import latchkey.admin.api.invitation.Refusal;
import latchkey.admin.ui.Shown;

/** The contacts that were not reached, and why, loaded while scrolling; hidden if there are none. */
final class RefusalGrid extends Div {

    private static final int ROWS_WITHOUT_SCROLLING = 6;

    private final Grid<Refusal> grid = new Grid<>();
    private final transient BiFunction<Integer, Integer, List<Refusal>> page;
    private final transient Shown<Integer> shown = new Shown<>();

    /** @param page reads refusals by offset and limit */
    RefusalGrid(String heading, BiFunction<Integer, Integer, List<Refusal>> page) {
        this.page = page;
        grid.addComponentColumn(RefusalGrid::contact)
                .setHeader(text("column.name"))
                .setWidth("8rem");
        grid.addColumn(refusal -> refusal.email().orElse(""))
                .setHeader(text("column.email"))
                .setWidth("13rem");
        grid.addComponentColumn(RefusalGrid::reason)
                .setHeader(text("column.reason"))
                .setWidth("11rem")
                .setFlexGrow(2);
        grid.setMaxHeight("16rem");
        grid.addThemeVariants(GridVariant.WRAP_CELL_CONTENT);
        grid.getElement().setAttribute("aria-label", heading);
        add(new H3(heading), grid);
        setVisible(false);
    }

    /** Opens in another tab, so that this page stays. */
    private static Component contact(Refusal refusal) {
        return refusal.name()
                .<Component>map(name -> open(refusal, "/customer/portal", name))
                .orElseGet(() -> new Span(text("contact")));
    }

    private static Span reason(Refusal refusal) {
        var reason = new Span(new Span(refusal.reason()));
        if (refusal.type().equals(Optional.of("no-address"))) {
            reason.add(new Span(" · "), open(refusal, "", text("batch.add-address")));
        }
        return reason;
    }

    private static Anchor open(Refusal refusal, String tab, String words) {
        var open = new Anchor("/contacts/" + refusal.contactId() + tab, words, AnchorTarget.BLANK);
        open.setAriaLabel(text("invite.preview.warning.open", words));
        return open;
    }

    /** Rereads them only if their number has changed. */
    void show(int count) {
        shown.show(count, now -> {
            grid.setItems(query -> page.apply(query.getOffset(), query.getLimit()).stream(), query -> now);
            grid.setAllRowsVisible(now <= ROWS_WITHOUT_SCROLLING);
        });
        setVisible(count > 0);
    }
}
