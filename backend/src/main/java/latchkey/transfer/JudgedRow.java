package latchkey.transfer;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import latchkey.search.Duplicate;
import latchkey.transfer.row.ImportRow;
import latchkey.transfer.row.ImportRow.Job;
import latchkey.transfer.row.RowRefusal;
import latchkey.transfer.row.RowWarning;

/**
 * The outcome of a row, real or expected.
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
                                .put("reference", row.reference().orElse(null))
                                .put(
                                        "jobReference",
                                        row.job().map(Job::reference).orElse(null))
                                .put("jobName", row.job().map(Job::name).orElse(null)))
                .put("changes", was)
                .put(
                        "warnings",
                        new JsonArray(row.warnings().stream()
                                .map(RowWarning::sentence)
                                .toList()))
                .put(
                        "warningKinds",
                        new JsonArray(row.warnings().stream()
                                .map(warning -> warning.kind().name())
                                .distinct()
                                .toList()))
                .put(
                        "duplicates",
                        new JsonArray(row.warnings().stream()
                                .flatMap(warning -> warning.duplicate().stream())
                                .map(Duplicate::json)
                                .toList()));
    }
}
