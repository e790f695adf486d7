package latchkey.admin.ui;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a place of the page shows. It is redrawn only if it differs, so that clicking, selecting or reading there isn't
 * interrupted.
 */
public final class Shown<T> {

    private Optional<T> last = Optional.empty();

    /** Draws it, unless it is already shown. */
    public void show(T next, Consumer<T> draw) {
        if (!last.equals(Optional.of(next))) {
            draw.accept(next);
            last = Optional.of(next);
        }
    }
}
