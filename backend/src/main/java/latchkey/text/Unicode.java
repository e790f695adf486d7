package latchkey.text;

import java.util.regex.Pattern;

/** What counts as text: whole code points, and no NUL, which PostgreSQL can't store. */
public final class Unicode {

    /** Controls, line and paragraph separators, and what turns the direction of all that follows. */
    private static final Pattern NOT_OF_A_LINE =
            Pattern.compile("[\\p{Cc}\\u061C\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069\\uFEFF]");

    private Unicode() {}

    public static boolean isText(String value) {
        return value.codePoints().noneMatch(point -> point == 0 || Character.getType(point) == Character.SURROGATE);
    }

    /** Text that stays on its line and changes nothing around it, as a name must. */
    public static boolean isLine(String value) {
        return isText(value) && !NOT_OF_A_LINE.matcher(value).find();
    }
}
