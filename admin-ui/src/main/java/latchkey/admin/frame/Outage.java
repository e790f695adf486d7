package latchkey.admin.frame;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.stream.Stream;
import latchkey.admin.api.StaffApi;
import latchkey.admin.api.Unavailable;
import latchkey.admin.ui.Live;

/**
 * The banner while the backend can't be reached, repeated in a dialog that covers it. It keeps asking, and disappears
 * once there is an answer.
 */
final class Outage extends Div {

    private static final long AGAIN_MILLIS = 2000;

    private final transient StaffApi api;
    private final transient Runnable recovered;
    private final Div inDialog = new Div();

    Outage(StaffApi api, Runnable recovered) {
        this.api = api;
        this.recovered = recovered;
        Stream.of(this, inDialog).forEach(Outage::write);
        setVisible(false);
    }

    void begin() {
        inDialog.removeFromParent();
        tellInDialog(UI.getCurrent());
        if (!isVisible()) {
            setVisible(true);
            askLater(UI.getCurrent());
        }
    }

    private static void write(Div place) {
        place.addClassName("outage");
        place.getElement().setAttribute("role", "alert");
        place.add(new Icon(VaadinIcon.WARNING), new Span(text("unavailable") + " " + text("unavailable.hint")));
    }

    /** A dialog dims the banner, and hides it from screen readers. */
    private void tellInDialog(UI ui) {
        if (!inDialog.isAttached()) {
            ui.getChildren()
                    .filter(child -> child instanceof Dialog || child instanceof ConfirmDialog)
                    .map(HasComponents.class::cast)
                    .reduce((below, above) -> above)
                    .ifPresent(top -> top.add(inDialog));
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
            Live.on(ui, () -> tellInDialog(ui));
            askLater(ui);
        } catch (RuntimeException e) {
            // It answers again; the page's next call reports what it refuses.
            Live.on(ui, this::end);
        }
    }

    private void end() {
        inDialog.removeFromParent();
        setVisible(false);
        recovered.run();
    }
}
