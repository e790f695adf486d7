package latchkey.web;

import java.time.Duration;

/**
 * How long a request may take, and how long at most what it waits for. A wait and a statement add up to less than the
 * whole, so that what is committed can still be answered: a request that is told 503 has changed nothing, unless
 * PostgreSQL's own answer is lost or what came before in the same request (a look at the session, a password's hash,
 * others of its group) took the rest of the time. There a repeat does no harm: a refresh token is answered once more
 * ({@code session.refresh-overlap}), a used link says so, and so does the page where something was being saved.
 */
public final class RequestTime {

    /** With the database out of reach a request still ends in time to say so. */
    public static final Duration WHOLE = Duration.ofSeconds(3);

    /** Until a statement begins: for the statements before it and for a connection. Then it is never executed. */
    public static final Duration WAIT = Duration.ofMillis(1_200);

    /**
     * For a statement; then PostgreSQL takes it back. Each statement of a group has this time for itself, so a group
     * may take longer than {@link #WHOLE}: its callers are told 503 then, whatever comes of it.
     */
    public static final Duration STATEMENT = Duration.ofMillis(1_700);

    /** For a row that somebody else has locked: a little less, so that it can be told from a slow statement. */
    public static final Duration LOCK = Duration.ofMillis(1_500);

    private RequestTime() {}
}
