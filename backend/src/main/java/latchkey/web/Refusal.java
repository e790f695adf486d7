package latchkey.web;

/**
 * An expected failure that knows how it is answered, so that {@link Failures} need not know any feature. A feature's
 * exception implements it.
 */
public interface Refusal {

    /** 429 for a limit of one caller, 503 for all others. */
    int status();

    /**
     * The name of the {@link Problem}; the argument of its sentences is the wait: in words for a limit, else in
     * seconds.
     */
    String name();

    /** The problem whose sentences are used; a special case may have its own. */
    default String words() {
        return name();
    }

    /** Whole seconds until another attempt makes sense, at least 1. */
    int retryAfterSeconds();
}
