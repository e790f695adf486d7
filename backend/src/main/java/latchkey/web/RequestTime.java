package latchkey.web;

import java.time.Duration;

/**
 * How long a request may take, and each thing that it waits for. A wait and a statement add up to less than the whole,
 * so that a commit can still be reported: a request answered with 503 has changed nothing, unless PostgreSQL's own
 * answer is lost or earlier work of the same request (reading the session, hashing a password, others of its group)
 * took the rest of the time. Then repeating it does no harm: a refresh token is answered once more
 * ({@code session.refresh-overlap}), a used link says so, and so does the page where something was being saved.
 */
public final class RequestTime {

    /** With the database unreachable a request still ends in time to say so. */
    public static final Duration WHOLE = Duration.ofSeconds(3);

    /**
     * The wait until a statement begins, for earlier statements and a connection; after it the statement is not
     * executed.
     */
    public static final Duration WAIT = Duration.ofMillis(1_200);

    /**
     * For a statement; then PostgreSQL cancels it. Each statement of a group has this time for itself, so a group may
     * take longer than {@link #WHOLE}: its callers then get 503, whatever the outcome.
     */
    public static final Duration STATEMENT = Duration.ofMillis(1_700);

    /** For a row that another transaction has locked: a little less, to distinguish it from a slow statement. */
    public static final Duration LOCK = Duration.ofMillis(1_500);

    private RequestTime() {}
}
