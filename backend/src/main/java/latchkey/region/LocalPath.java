package latchkey.region;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A path with its query that a client may be sent to after signing in. It stays on the same host, however a browser or
 * a proxy reads it, and is not a page that would only redirect the client again.
 */
public record LocalPath(String value) {

    /** Printable ASCII, nothing that ends an attribute or a header, and no backslash, which browsers take for a slash. */
    private static final Pattern FORM = Pattern.compile("/[!-~&&[^\\\\#\"<>]]{0,2000}");

    /** Segments that are empty or dots, and slashes, backslashes, dots and percent signs behind an escape. */
    private static final Pattern TRICK =
            Pattern.compile("//|/\\.{1,2}(?=[/;]|$)|%(?:2[ef]|5c|25)", Pattern.CASE_INSENSITIVE);

    /** An escaped control character, or a malformed escape. */
    private static final Pattern NO_TEXT = Pattern.compile("%(?:[01]|7f|(?![0-9a-f]{2}))", Pattern.CASE_INSENSITIVE);

    private static final Pattern SENDS_ON = Pattern.compile("/(?:login|logout|session/check)/?");

    public LocalPath {
        if (!isSafe(value)) {
            throw new IllegalArgumentException("Not a path of this host");
        }
    }

    /** Whether it is one of the pages that would only redirect the client again. */
    public static boolean sendsOn(String text) {
        return SENDS_ON.matcher(path(text)).matches();
    }

    public static Optional<LocalPath> of(String text) {
        return isSafe(text) ? Optional.of(new LocalPath(text)) : Optional.empty();
    }

    private static boolean isSafe(String text) {
        return FORM.matcher(text).matches()
                && !TRICK.matcher(path(text)).find()
                && !NO_TEXT.matcher(text).find()
                && !sendsOn(text);
    }

    private static String path(String text) {
        return text.split("\\?", 2)[0];
    }
}
