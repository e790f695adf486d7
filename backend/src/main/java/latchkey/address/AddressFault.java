package latchkey.address;

import java.util.Locale;

/** Why mail can't be sent to a text as an email address; each has its sentence in the bundle {@code portal}. */
public enum AddressFault {
    MISSING,
    TWO_ADDRESSES,
    NO_AT,
    NOTHING_BEFORE_AT,
    NOTHING_AFTER_AT,
    SPACE_INSIDE,
    TWO_AT,
    COMMA,
    STRAY_SIGN,
    TWO_DOTS,
    NOTHING_BEFORE_DOT,
    DOT_BEFORE_AT,
    NO_DOT_AFTER_AT,
    LOOK_ALIKE,
    LETTER_BEFORE_AT,
    TOO_LONG,
    MALFORMED;

    public String key() {
        return "email." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
