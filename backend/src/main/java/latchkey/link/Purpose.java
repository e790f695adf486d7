package latchkey.link;

import java.util.Locale;

/** What a one-time link is for; it can't be used for anything else. */
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
