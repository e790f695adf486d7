package latchkey.web;

/**
 * An expected failure that knows how it is answered, so that {@link Failures} needs to know no feature. A feature's
 * exception implements it.
 */
public interface Refusal {

    /** 429 for a limit of one caller, 503 for all others. */
    int status();

    /** The name of the {@link Problem}; its sentences take the wait as their argument: of a limit in words, else in seconds. */
    String name();

    /** Whose sentences it is told in; a case of it may have sentences that say more. */
    default String words() {
        return name();
    }

    /** Whole seconds until another try makes sense, at least 1. */
    int retryAfterSeconds();
}
