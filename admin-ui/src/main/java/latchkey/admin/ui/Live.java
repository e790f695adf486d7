package latchkey.admin.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinRequest;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import latchkey.admin.api.Changes;
import latchkey.admin.api.event.Change;
import org.slf4j.LoggerFactory;

/**
 * From other threads to open pages: the one place with UI.access. Changes that come close together are delivered
 * together, since a batch of invitations makes thousands.
 */
public final class Live {

    private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();
    private static final ScopedValue<Boolean> ASKED = ScopedValue.newInstance();
    private static final long GATHER_MILLIS = 300;

    private final UI ui;
    private final Consumer<Set<Change>> listener;
    private final Set<Change> gathered = new LinkedHashSet<>();

    private Live(UI ui, Consumer<Set<Change>> listener) {
        this.ui = ui;
        this.listener = listener;
    }

    /** Calls the listener with changes, under the page's lock, while the component is on the page. */
    public static void follow(Component component, Changes changes, Consumer<Set<Change>> listener) {
        var _ = component.addAttachListener(attached -> {
            var live = new Live(attached.getUI(), listener);
            Runnable stop = changes.listen(live::gather);
            var _ = component.addDetachListener(detached -> {
                detached.unregisterListener();
                stop.run();
            });
        });
    }

    /** Runs the task later, without the page's lock. */
    public static void later(long millis, Runnable task) {
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, THREADS)
                .execute(task);
    }

    /** Runs the task now, without the page's lock. */
    public static void soon(Runnable task) {
        threads().execute(task);
    }

    /** Asks now, without the page's lock. */
    public static <T> CompletableFuture<T> answer(Supplier<T> question) {
        return CompletableFuture.supplyAsync(question, threads());
    }

    /**
     * Whether a person at a browser caused what this thread does. The rest a page does on its own: after a change, or
     * periodically.
     */
    public static boolean isAsked() {
        return VaadinRequest.getCurrent() != null || ASKED.isBound();
    }

    /** Runs the task under the page's lock, if the page is still open. */
    public static void on(UI ui, Runnable task) {
        on(ui, task, () -> LoggerFactory.getLogger(Live.class).atDebug().log("The page is closed"));
    }

    /** Runs the task under the page's lock, or the other one if the page is closed by then. */
    public static void on(UI ui, Runnable task, Runnable closed) {
        ui.accessLater(task::run, closed::run).run();
    }

    /** Threads inherit whether a person caused their task. */
    private static Executor threads() {
        return isAsked()
                ? task -> THREADS.execute(() -> ScopedValue.where(ASKED, true).run(task))
                : THREADS;
    }

    private void gather(Change change) {
        boolean first;
        synchronized (gathered) {
            first = gathered.isEmpty();
            gathered.add(change);
        }
        if (first) {
            later(GATHER_MILLIS, this::tell);
        }
    }

    private void tell() {
        Set<Change> changes;
        synchronized (gathered) {
            changes = Set.copyOf(gathered);
            gathered.clear();
        }
        on(ui, () -> listener.accept(changes));
    }
}
