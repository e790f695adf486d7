package latchkey.admin.api.importing;

import java.util.List;
import java.util.Map;

/** What an import did, or would do. */
public record ImportResult(
        boolean written,
        List<String> columns,
        Map<String, String> mapping,
        Map<ImportRow.Verdict, Integer> counts,
        List<ImportRow> rows) {

    public int count(ImportRow.Verdict verdict) {
        return counts.getOrDefault(verdict, 0);
    }
}
