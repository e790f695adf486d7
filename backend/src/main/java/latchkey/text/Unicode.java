package latchkey.text;

/** What counts as text: whole code points, and no NUL, which PostgreSQL can't store. */
public final class Unicode {

    private Unicode() {}

    public static boolean isText(String value) {
        return value.codePoints().noneMatch(point -> point == 0 || Character.getType(point) == Character.SURROGATE);
    }
}
