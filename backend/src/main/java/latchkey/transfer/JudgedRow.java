package latchkey.transfer;

import io.vertx.core.json.JsonObject;

/**
 * What became, or would become, of a row.
 *
 * @param was what a change replaces: field to old value
 */
record JudgedRow(ImportRow row, Verdict verdict, JsonObject was) {

    enum Verdict {
        NEW,
        CHANGED,
        UNCHANGED,
        REFUSED
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("row", row.number())
                .put("verdict", verdict)
                .put("reason", row.refusal().map(RowRefusal::sentence).orElse(null))
                .put(
                        "contact",
                        new JsonObject()
                                .put("region", row.region().orElse(null))
                                .put("givenName", row.givenName().orElse(null))
                                .put("familyName", row.familyName().orElse(null))
                                .put("email", row.email().orElse(null))
                                .put("phone", row.phone().orElse(null))
                                .put("reference", row.reference().orElse(null)))
                .put("changes", was);
    }
}
