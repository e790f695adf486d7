package latchkey.transfer.sheet;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cells of a spreadsheet: what begins like a formula gets an apostrophe in front, which reading takes away again, as it does
 * with what spreadsheets and CRMs put around a number that is text.
 */
public final class Cells {

    private static final String FORMULA_STARTS = "=+-@\t\r";

    private static final Pattern BLANKS_AROUND =
            Pattern.compile("^[\\s\\u00a0\\u200b\\ufeff]+|[\\s\\u00a0\\u200b\\ufeff]+$");

    private static final Pattern TEXT_FORMULA = Pattern.compile("=\"([^\"]*)\"");

    private Cells() {}

    /** As a cell of a file. */
    public static String written(String text) {
        return isFormula(text) ? "'" + text : text;
    }

    static String read(String cell) {
        String text = BLANKS_AROUND.matcher(cell).replaceAll("");
        if (text.length() > 1 && text.charAt(0) == '\'' && isMarked(text.charAt(1))) {
            return text.substring(1);
        }
        Matcher formula = TEXT_FORMULA.matcher(text);
        return formula.matches() ? formula.group(1) : text;
    }

    private static boolean isMarked(char first) {
        return FORMULA_STARTS.indexOf(first) >= 0 || Character.isDigit(first);
    }

    private static boolean isFormula(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
    }
}
