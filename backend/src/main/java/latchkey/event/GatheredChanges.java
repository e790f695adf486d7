package latchkey.event;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Keeps a storm of changes from open pages, each of which reads again at every change: what comes alone passes at once,
 * what follows is kept until it is taken, each change once. Where that is too much to tell, anything may have changed.
 * For one event loop.
 */
final class GatheredChanges {

    static final JsonObject ANYTHING = new JsonObject().put("kind", "anything");

    private static final int MAX_TOLD = 50;

    private final Collection<JsonObject> kept = new LinkedHashSet<>();
    private boolean calm = true;

    /** What to tell at once. */
    List<JsonObject> add(JsonObject change) {
        if (calm) {
            calm = false;
            return List.of(change);
        }
        if (kept.size() <= MAX_TOLD) {
            // Two events of a kind at one contact are one change.
            kept.add(change.copy().putNull("id"));
        }
        return List.of();
    }

    /** What to tell of what was kept; to be asked every few seconds. */
    List<JsonObject> take() {
        List<JsonObject> told = kept.size() > MAX_TOLD ? List.of(ANYTHING) : new ArrayList<>(kept);
        calm = kept.isEmpty();
        kept.clear();
        return told;
    }
}
