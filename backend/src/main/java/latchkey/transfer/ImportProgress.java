package latchkey.transfer;

import io.vertx.core.json.JsonObject;

/**
 * How far an import is.
 *
 * @param done of the rows that the step goes through
 */
record ImportProgress(Step step, int done, int of) {

    enum Step {
        /** Each row with the contacts there are. */
        COMPARING,
        /** What is new or changed. Nobody sees any of it before all of it is written. */
        WRITING
    }

    JsonObject json() {
        return new JsonObject().put("step", step).put("done", done).put("of", of);
    }
}
