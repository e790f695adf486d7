package latchkey.admin.frame;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import latchkey.admin.api.StaffApi;
import latchkey.admin.api.Unavailable;
import latchkey.admin.ui.Live;

/** The banner while the backend can't be reached. It asks again by itself, and goes when there is an answer. */
final class Outage extends Div {

    private static final long AGAIN_MILLIS = 2000;

    private final transient StaffApi api;
    private final transient Runnable recovered;

    Outage(StaffApi api, Runnable recovered) {
        this.api = api;
        this.recovered = recovered;
        addClassName("outage");
        getElement().setAttribute("role", "alert");
        add(new Icon(VaadinIcon.WARNING), new Span(text("unavailable") + " " + text("unavailable.hint")));
        setVisible(false);
    }

    void begin() {
        if (!isVisible()) {
            setVisible(true);
            askLater(UI.getCurrent());
        }
    }

    private void askLater(UI ui) {
        Live.later(AGAIN_MILLIS, () -> ask(ui));
    }

    private void ask(UI ui) {
        if (ui.isClosing()) {
            return;
        }
        try {
            var _ = api.regions();
            Live.on(ui, this::end);
        } catch (Unavailable e) {
            askLater(ui);
        } catch (RuntimeException e) {
            // It answers again; what it refuses is told by the call that the page makes next.
            Live.on(ui, this::end);
        }
    }

    private void end() {
        setVisible(false);
        recovered.run();
    }
}
