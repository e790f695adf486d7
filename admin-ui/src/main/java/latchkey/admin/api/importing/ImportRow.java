package latchkey.admin.api.importing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import latchkey.admin.api.duplicate.Duplicate;

/** What an import makes of one row. */
public record ImportRow(
        int row,
        Verdict verdict,
        Optional<String> reason,
        Optional<Map<String, Object>> contact,
        Optional<Map<String, Object>> changes,
        Optional<List<String>> warnings,
        Optional<List<Duplicate>> duplicates) {

    /** What becomes of it. */
    public enum Verdict {
        NEW,
        CHANGED,
        UNCHANGED,
        REFUSED
    }
}
