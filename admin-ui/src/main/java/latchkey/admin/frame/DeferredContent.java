package latchkey.admin.frame;

import com.vaadin.flow.component.UI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import latchkey.admin.ui.Live;

/**
 * A place on the page that shows the backend's answer: immediately if it comes within a blink, else a
 * {@link latchkey.admin.ui.Skeleton} keeps the place and the page does not wait. Only the newest of several questions
 * counts.
 */
public final class DeferredContent {

    /** How long a page waits for an answer; an attribute of Vaadin's context overrides the usual one. */
    public record Blink(long millis) {

        public static final Blink USUAL = new Blink(150);

        private static Blink of(UI ui) {
            return Optional.ofNullable(ui.getSession().getService().getContext().getAttribute(Blink.class))
                    .orElse(USUAL);
        }
    }

    private int asked;

    /**
     * @param shown gets the answer, or the failure thrown; a late failure that it doesn't catch is shown on the page
     */
    public <T> void ask(Supplier<T> question, Consumer<Supplier<T>> shown) {
        int mine = ++asked;
        UI ui = UI.getCurrent();
        CompletableFuture<T> answer = Live.answer(question);
        if (comesWithin(Blink.of(ui), answer)) {
            shown.accept(() -> value(answer));
        } else {
            var _ = answer.whenComplete((value, failure) -> Live.on(ui, () -> {
                if (mine == asked) {
                    Failures.guard(() -> shown.accept(() -> value(answer)));
                }
            }));
        }
    }

    private static boolean comesWithin(Blink blink, CompletableFuture<?> answer) {
        try {
            var _ = answer.get(blink.millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static <T> T value(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }
}
