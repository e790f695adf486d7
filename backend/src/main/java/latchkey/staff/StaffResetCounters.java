package latchkey.staff;

import java.time.Duration;
import java.util.List;
import latchkey.address.EmailAddress;
import latchkey.config.Limit;
import latchkey.limit.Counters;
import latchkey.limit.Limits;

/**
 * What a member's request for a reset link is counted by, as {@code reset.ResetCounters} are for clients.
 *
 * @param first allows one in the time that a link works, so that strangers who ask for it leave its owner with a link
 */
public record StaffResetCounters(Counters network, Counters recipient, Counters first) {

    private static final String BY_NETWORK = "staff-reset-by-network";
    private static final String BY_RECIPIENT = "staff-reset-by-recipient";
    private static final String FIRST = "staff-reset-first-by-recipient";

    /** @param validity how long a link works */
    public static StaffResetCounters of(Limits limits, Duration validity, EmailAddress email, String network) {
        return new StaffResetCounters(
                new Counters().addNetwork(limits.resetByNetwork(), BY_NETWORK, network),
                new Counters().add(limits.resetByRecipient(), BY_RECIPIENT, email.value()),
                new Counters().add(new Limit(1, validity), FIRST, email.value()));
    }

    /** The names of the counters of the address. */
    static List<String> ofRecipient(String email) {
        return List.of(Counters.key(BY_RECIPIENT, email), Counters.key(FIRST, email));
    }
}
