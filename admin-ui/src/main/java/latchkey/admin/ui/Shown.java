package latchkey.admin.ui;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * What stands at a place of the page. It is drawn anew only where it differs: whoever presses, selects or reads
 * something there goes on.
 */
public final class Shown<T> {

    private Optional<T> last = Optional.empty();

    /** Draws it, unless it stands there already. */
    public void show(T next, Consumer<T> draw) {
        if (!last.equals(Optional.of(next))) {
            draw.accept(next);
            last = Optional.of(next);
        }
    }
}
