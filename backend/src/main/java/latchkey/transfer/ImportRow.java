package latchkey.transfer;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * One row of a file as it was understood.
 *
 * @param number as a spreadsheet counts: the names of the columns stand in row 1
 * @param refusal why it can't be taken, if so
 */
record ImportRow(int number, JsonObject contact, Optional<String> refusal) {

    boolean isAccepted() {
        return refusal.isEmpty();
    }

    String text(String field) {
        return contact.getString(field);
    }
}
