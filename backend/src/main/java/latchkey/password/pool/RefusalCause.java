package latchkey.password.pool;

import java.util.Locale;

/** Why a job was refused; the tag {@code why} of the metric {@code latchkey.password.refused}. */
enum RefusalCause {
    /** Before the job was submitted: {@link HashPool#refusal} said that it would be {@link #FULL}. */
    EARLY,
    /** There was no place, or a job of higher priority took it, or no thread would have been free in time. */
    FULL,
    /** It was not done by the deadline. */
    LATE,
    /** Its requester had gone when a thread was free. */
    GONE,
    /** The pool was closed. */
    CLOSED;

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
