package latchkey.admin.frame;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ErrorHandler;
import java.util.Optional;
import java.util.function.Supplier;
import latchkey.admin.api.Refused;
import latchkey.admin.api.Unauthorized;
import latchkey.admin.api.Unavailable;
import latchkey.admin.ui.Notice;
import org.slf4j.LoggerFactory;

/** What the page says when something could not be done. The page stays as it is: nothing typed is lost. */
public final class Failures implements ErrorHandler {

    @Override
    public void error(ErrorEvent event) {
        Optional.ofNullable(UI.getCurrent())
                .ifPresentOrElse(ui -> show(ui, event.getThrowable()), () -> log(event.getThrowable()));
    }

    /** Runs the task; a failure is shown, and the page keeps working. */
    public static void guard(Runnable task) {
        try {
            task.run();
        } catch (Unauthorized | Unavailable | Refused e) {
            show(UI.getCurrent(), e);
        }
    }

    /** The task's result; empty if it failed, which is shown. */
    public static <T> Optional<T> guarded(Supplier<T> task) {
        try {
            return Optional.of(task.get());
        } catch (Unauthorized | Unavailable | Refused e) {
            show(UI.getCurrent(), e);
            return Optional.empty();
        }
    }

    /** Runs the task; a refusal is thrown to the caller, an outage or an ended session is shown here. */
    public static void guardOutage(Runnable task) {
        try {
            task.run();
        } catch (Unauthorized | Unavailable e) {
            show(UI.getCurrent(), e);
        }
    }

    public static void show(RuntimeException failure) {
        show(UI.getCurrent(), failure);
    }

    private static void show(UI ui, Throwable failure) {
        Optional<MainLayout> frame = Optional.ofNullable(ComponentUtil.getData(ui, MainLayout.class));
        switch (failure) {
            case Unauthorized e -> frame.ifPresent(MainLayout::askToSignInAgain);
            case Unavailable e ->
                frame.ifPresentOrElse(MainLayout::tellOutage, () -> Notice.failed(text("unavailable")));
            case Refused e -> Notice.refused(e.problem());
            default -> {
                log(failure);
                Notice.failed(text("failure.internal"));
            }
        }
    }

    private static void log(Throwable failure) {
        LoggerFactory.getLogger(Failures.class).atError().setCause(failure).log("A page failed");
    }
}
