package latchkey.link;

import java.util.Locale;

/** What a one-time link is for; a link of one purpose is none of another. */
public enum Purpose {
    INVITATION,
    RESET,
    STAFF;

    /** As written in the table {@code link}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
