package latchkey.transfer.csv;

/** Cells of a spreadsheet: what begins like a formula gets an apostrophe in front, which reading takes away again. */
public final class Cells {

    private static final String FORMULA_STARTS = "=+-@\t\r";

    private Cells() {}

    /** As a cell of a file. */
    public static String written(String text) {
        return isFormula(text) ? "'" + text : text;
    }

    static String read(String cell) {
        String text = cell.strip();
        return text.startsWith("'") && isFormula(text.substring(1)) ? text.substring(1) : text;
    }

    private static boolean isFormula(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
    }
}
