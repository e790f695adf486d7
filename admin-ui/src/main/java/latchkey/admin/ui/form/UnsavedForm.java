package latchkey.admin.ui.form;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.router.BeforeLeaveEvent;
import com.vaadin.flow.router.BeforeLeaveObserver;
import latchkey.admin.ui.Confirm;

/** A form that asks before typed text is lost, by opening another page or closing a dialog. */
public interface UnsavedForm extends BeforeLeaveObserver {

    /** Whether something was typed that is not saved. */
    boolean isTyped();

    /** Forgets what was typed; a dialog closes. */
    void discard();

    /** Whether the form stays as it is when this address is opened. */
    default boolean staysAt(String path) {
        return false;
    }

    @Override
    default void beforeLeave(BeforeLeaveEvent event) {
        if (isTyped() && !staysAt(event.getLocation().getPath())) {
            var leaving = event.postpone();
            ask(() -> {
                discard();
                leaving.proceed();
            });
        }
    }

    /** Discards, and asks first if something was typed. */
    default void leave() {
        if (isTyped()) {
            ask(this::discard);
        } else {
            discard();
        }
    }

    private static void ask(Runnable discard) {
        Confirm.ask(text("unsaved"), text("unsaved.hint"), text("discard"), discard, text("unsaved.back"));
    }
}
