package latchkey.caller;

import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * The sender of a request, as far as it is known before sign-in.
 *
 * @param device the browser, if it signed in to some account before
 * @param present whether somebody still waits for the answer
 */
public record Caller(String network, String userAgent, Optional<UUID> device, BooleanSupplier present) {

    private static final int LONGEST_USER_AGENT = 300;

    public Caller {
        if (userAgent.length() > LONGEST_USER_AGENT) {
            userAgent = userAgent.substring(0, LONGEST_USER_AGENT);
        }
    }
}
