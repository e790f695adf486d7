package latchkey.transfer;

import io.vertx.core.json.JsonObject;

/**
 * The progress of an import.
 *
 * @param done rows that the step has finished
 */
record ImportProgress(Step step, int done, int of) {

    enum Step {
        /** Each row with the existing contacts. */
        COMPARING,
        /** New and changed contacts. Nobody sees any of them before all are written. */
        WRITING
    }

    JsonObject json() {
        return new JsonObject().put("step", step).put("done", done).put("of", of);
    }
}
