package latchkey.event;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Protects open pages, which reload at every change, from a storm of changes. A single change passes immediately;
 * further ones are collected, each once, and replaced by {@link #ANYTHING} if there are too many. For one event loop.
 */
final class GatheredChanges {

    static final JsonObject ANYTHING = new JsonObject().put("kind", "anything");

    private static final int MAX_TOLD = 50;

    private final Collection<JsonObject> kept = new LinkedHashSet<>();
    private boolean calm = true;

    /** What to send immediately. */
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

    /** What to send of what was collected; to be called every few seconds. */
    List<JsonObject> take() {
        List<JsonObject> told = kept.size() > MAX_TOLD ? List.of(ANYTHING) : new ArrayList<>(kept);
        calm = kept.isEmpty();
        kept.clear();
        return told;
    }
}
