package latchkey.admin.ui;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import latchkey.admin.api.Problem;

/** Says what happened, to screen readers too. A failure stays until it is closed, or until the next notice. */
public final class Notice {

    private static final int SHOWN_MILLIS = 8000;

    private Notice() {}

    public static void done(String sentence) {
        closeFailure();
        var notice = new Notification(sentence, SHOWN_MILLIS, Notification.Position.BOTTOM_START);
        notice.addThemeVariants(NotificationVariant.SUCCESS);
        notice.open();
    }

    public static void failed(String sentence) {
        stay(new Span(sentence));
    }

    /** The problem in a sentence, with a link to the contact that causes it. */
    public static void refused(Problem problem) {
        var words = new Div(new Span(sentence(problem)));
        problem.contactId().ifPresent(id -> words.add(new Span(" "), otherContact(id)));
        stay(words);
    }

    /** What is wrong, then what to do; a wait is given as the reader's time of day, followed by what helps sooner. */
    public static String sentence(Problem problem) {
        Optional<String> wait = problem.retryAt()
                .map(at -> text("refused.again", Times.ofReader().on(at, Instant.now())));
        return Stream.of(Optional.of(problem.title()), wait.or(problem::detail), problem.advice())
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
    }

    private static Anchor otherContact(String id) {
        return new Anchor("/contacts/" + id, text("refused.other-contact"));
    }

    private static void stay(Component words) {
        closeFailure();
        var notice = new Notification();
        notice.setPosition(Notification.Position.BOTTOM_START);
        notice.addThemeVariants(NotificationVariant.ERROR);
        notice.setAssertive(true);
        var close = new Button(new Icon(VaadinIcon.CLOSE_SMALL), click -> notice.close());
        close.addThemeVariants(ButtonVariant.TERTIARY);
        close.setAriaLabel(text("close"));
        var row = new Div(words, close);
        row.addClassName("notice");
        notice.add(row);
        notice.open();
        ComponentUtil.setData(UI.getCurrent(), Failure.class, new Failure(notice));
    }

    private static void closeFailure() {
        Optional.ofNullable(ComponentUtil.getData(UI.getCurrent(), Failure.class))
                .ifPresent(failure -> failure.shown().close());
    }

    /** The last failure that the page shows. */
    private record Failure(Notification shown) {}
}
