package latchkey.admin.api.importing;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an import did, or would do.
 *
 * @param importId for finding the added contacts; empty if there are none
 * @param encoding empty for a workbook, like the separator
 * @param namesRow the row that names the columns
 * @param fallbacks for a field, the columns that count if its own is empty
 * @param warnings rows by kind of warning
 */
public record ImportResult(
        boolean written,
        Optional<String> importId,
        Optional<String> encoding,
        Optional<String> separator,
        int namesRow,
        List<String> columns,
        Map<String, String> mapping,
        Map<String, List<String>> fallbacks,
        Map<ImportRow.Verdict, Integer> counts,
        Map<String, Integer> warnings,
        List<ImportRow> rows) {

    public int count(ImportRow.Verdict verdict) {
        return counts.getOrDefault(verdict, 0);
    }
}
