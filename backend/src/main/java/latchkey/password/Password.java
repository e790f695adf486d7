package latchkey.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.Optional;

/** A password that an account can have: NFC, 8 to 128 code points (ASVS 6.2.9), text that UTF-8 can carry. */
public record Password(String text) {

    public static final int SHORTEST = 8;
    public static final int LONGEST = 128;

    /**
     * No text of more code units than this has an NFC form within {@link #LONGEST}: one code point has at most 4 parts.
     */
    private static final int LONGEST_TYPED = LONGEST * 4 * 2;

    public Password {
        int length = length(text);
        if (length < SHORTEST
                || length > LONGEST
                || !isText(text)
                || !Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
            throw new IllegalArgumentException("Not a password");
        }
    }

    /** The password typed at sign-in; empty if no account can have it, so that no hash is spent on it. */
    public static Optional<Password> typed(String typed) {
        if (isBeyondLimit(typed) || !isText(typed)) {
            return Optional.empty();
        }
        String text = normalise(typed);
        int length = length(text);
        return length < SHORTEST || length > LONGEST ? Optional.empty() : Optional.of(new Password(text));
    }

    /** Checked before anything whose cost grows with the text. */
    static boolean isBeyondLimit(String typed) {
        return typed.length() > LONGEST_TYPED;
    }

    /** No NUL, which some systems end a text at, and no half of a surrogate pair, which UTF-8 has no bytes for. */
    static boolean isText(String typed) {
        return typed.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    }

    static String normalise(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFC);
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The bytes to hash; the caller wipes them. */
    public byte[] bytes() {
        return text.getBytes(UTF_8);
    }

    @Override
    public String toString() {
        return "(password)";
    }
}
