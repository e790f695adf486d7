package latchkey.admin.api.importing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import latchkey.admin.api.duplicate.Duplicate;

/**
 * The result of one row of an import.
 *
 * @param warningKinds what the warnings are about, as in the result's warnings
 */
public record ImportRow(
        int row,
        Verdict verdict,
        Optional<String> reason,
        Optional<Map<String, Object>> contact,
        Optional<Map<String, Object>> changes,
        Optional<List<String>> warnings,
        Optional<List<String>> warningKinds,
        Optional<List<Duplicate>> duplicates) {

    /** Whether one of its warnings is of this kind. */
    public boolean warnsOf(String kind) {
        return warningKinds.filter(kinds -> kinds.contains(kind)).isPresent();
    }

    /** The outcome. */
    public enum Verdict {
        NEW,
        CHANGED,
        UNCHANGED,
        REFUSED
    }
}
