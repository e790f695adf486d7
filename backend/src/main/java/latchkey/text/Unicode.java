package latchkey.text;

import java.util.regex.Pattern;

/** What counts as text: whole code points, and no NUL, which PostgreSQL can't store. */
public final class Unicode {

    /** Controls, line separators, direction overrides, and invisible letters. */
    private static final Pattern NOT_OF_A_LINE = Pattern.compile(
            "[\\p{Cc}\\p{Cf}\\u2028\\u2029\\u034F\\u115F\\u1160" + "\\u3164\\uFFA0&&[^\\u00AD\\u200C\\u200D]]");

    /** A long run of blanks within a text is scanned once, and not again from each blank. */
    private static final Pattern BLANKS_AROUND = Pattern.compile("^[\\s\\p{Z}]++|(?<![\\s\\p{Z}])[\\s\\p{Z}]++$");

    private Unicode() {}

    public static boolean isText(String value) {
        return value.codePoints().noneMatch(point -> point == 0 || Character.getType(point) == Character.SURROGATE);
    }

    /** Without leading and trailing blanks, no-break ones included. */
    public static String strip(String value) {
        return BLANKS_AROUND.matcher(value).replaceAll("");
    }

    /** Text that is visible, stays on its line and changes nothing around it, as a name must. */
    public static boolean isLine(String value) {
        return isText(value) && !NOT_OF_A_LINE.matcher(value).find();
    }
}
