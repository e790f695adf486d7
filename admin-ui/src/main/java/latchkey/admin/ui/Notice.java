package latchkey.admin.ui;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import com.vaadin.flow.component.orderedlayout.HorizontalLayout;

/** Says in words what happened. Screen readers hear it; what went wrong stays until it is closed. */
public final class Notice {

    private static final int SECONDS = 8;

    private Notice() {}

    public static void done(String sentence) {
        var notice = new Notification(sentence, SECONDS * 1000, Notification.Position.BOTTOM_START);
        notice.addThemeVariants(NotificationVariant.LUMO_SUCCESS);
        notice.open();
    }

    public static void failed(String sentence) {
        var notice = new Notification();
        notice.setPosition(Notification.Position.BOTTOM_START);
        notice.addThemeVariants(NotificationVariant.LUMO_ERROR);
        notice.setAssertive(true);
        var close = new Button(new Icon(VaadinIcon.CLOSE_SMALL), click -> notice.close());
        close.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        close.setAriaLabel(text("close"));
        var row = new HorizontalLayout(new Span(sentence), close);
        row.setAlignItems(HorizontalLayout.Alignment.CENTER);
        notice.add(row);
        notice.open();
    }
}
