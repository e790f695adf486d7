package latchkey.link;

import java.util.Locale;

/** What a one-time link is for; a link for one purpose is no good for another. */
public enum Purpose {
    INVITATION,
    RESET,
    /** Confirms the new address of an account. */
    ADDRESS,
    STAFF;

    /** As written in the table {@code link}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
