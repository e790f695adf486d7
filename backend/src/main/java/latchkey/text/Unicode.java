package latchkey.text;

import java.util.regex.Pattern;

/** What counts as text: whole code points, and no NUL, which PostgreSQL can't store. */
public final class Unicode {

    /** Controls, separators of lines, what turns the direction of all that follows, and letters that nobody sees. */
    private static final Pattern NOT_OF_A_LINE = Pattern.compile(
            "[\\p{Cc}\\p{Cf}\\u2028\\u2029\\u034F\\u115F\\u1160" + "\\u3164\\uFFA0&&[^\\u00AD\\u200C\\u200D]]");

    /** A long run of blanks within a text is walked once, and not anew from each of them. */
    private static final Pattern BLANKS_AROUND = Pattern.compile("^[\\s\\p{Z}]++|(?<![\\s\\p{Z}])[\\s\\p{Z}]++$");

    private Unicode() {}

    public static boolean isText(String value) {
        return value.codePoints().noneMatch(point -> point == 0 || Character.getType(point) == Character.SURROGATE);
    }

    /** Without blanks before and behind it, no-break ones included. */
    public static String strip(String value) {
        return BLANKS_AROUND.matcher(value).replaceAll("");
    }

    /** Text that stays on its line and changes nothing around it, and that everybody sees, as a name must. */
    public static boolean isLine(String value) {
        return isText(value) && !NOT_OF_A_LINE.matcher(value).find();
    }
}
