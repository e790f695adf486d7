package latchkey.password;

import java.util.Locale;

/** Why a password is refused, said in words by the bundle {@code portal}. */
public enum Reason {
    MISSING,
    INVALID,
    TOO_SHORT,
    TOO_LONG,
    HAS_EMAIL,
    HAS_NAME,
    HAS_BUILDER,
    HAS_REGION,
    COMMON;

    /** Key of its sentence; {@code {0}} is the minimum number of characters, {@code {1}} the maximum. */
    public String key() {
        return "password." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
