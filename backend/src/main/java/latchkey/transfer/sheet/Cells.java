package latchkey.transfer.sheet;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cells of a spreadsheet: what begins like a formula gets an apostrophe in front, which reading takes away again, as it does
 * with what spreadsheets and CRMs put around a number that is text.
 */
public final class Cells {

    /** Of what a contact has nothing is as long: it is refused with what is left, and so is cheap to look at. */
    private static final int LONGEST = 5_000;

    private static final String FORMULA_STARTS = "=+-@\t\r";

    /** The last one stands at the end of what programs of MS-DOS wrote. */
    private static final String BLANK = "[\\s\\u00a0\\u200b\\ufeff\\u001a]";

    /** A long run of blanks within a text is walked once, and not anew from each of them. */
    private static final Pattern BLANKS_AROUND = Pattern.compile("^" + BLANK + "++|(?<!" + BLANK + ")" + BLANK + "++$");

    /** What a page of the web writes for a character, and a program that took its list from one leaves in it. */
    private static final Pattern ENTITY =
            Pattern.compile("&(amp|lt|gt|quot|apos|nbsp|#0?39|#x27);", Pattern.CASE_INSENSITIVE);

    private static final Pattern TEXT_FORMULA = Pattern.compile("=\"([^\"]*)\"");

    private Cells() {}

    /** As a cell of a file. */
    public static String written(String text) {
        return isFormula(text) ? "'" + text : text;
    }

    static String read(String cell) {
        String text = shortened(BLANKS_AROUND.matcher(decoded(cell)).replaceAll(""));
        if (text.length() > 1 && text.charAt(0) == '\'' && isMarked(text.charAt(1))) {
            return text.substring(1);
        }
        Matcher formula = TEXT_FORMULA.matcher(text);
        return formula.matches() ? formula.group(1) : text;
    }

    private static String decoded(String cell) {
        return cell.indexOf('&') < 0 ? cell : ENTITY.matcher(cell).replaceAll(entity -> character(entity.group(1)));
    }

    private static String character(String entity) {
        return switch (entity.toLowerCase(Locale.ROOT)) {
            case "amp" -> "&";
            case "lt" -> "<";
            case "gt" -> ">";
            case "quot" -> "\"";
            case "nbsp" -> " ";
            default -> "'";
        };
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    private static boolean isMarked(char first) {
        return FORMULA_STARTS.indexOf(first) >= 0 || Character.isDigit(first);
    }

    private static boolean isFormula(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
    }
}
