package latchkey.reset;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import latchkey.address.EmailAddress;
import latchkey.caller.Caller;
import latchkey.config.Limit;
import latchkey.limit.Counters;
import latchkey.limit.Limits;
import latchkey.region.Region;

/**
 * What a request for a reset link is counted by: its network and the address, or, for a device that signed in to the
 * account before, that device alone.
 *
 * @param first allows one request in the time that a link works. Strangers who use up what an address may get leave its
 *     owner with a link that works, or with the next request for one
 */
record ResetCounters(Counters network, Counters recipient, Counters first, Counters knownDevice) {

    static final String BY_NETWORK = "reset-by-network";

    private static final String BY_RECIPIENT = "reset-by-recipient";
    private static final String FIRST = "reset-first-by-recipient";

    static ResetCounters of(Limits limits, Duration validity, Region region, EmailAddress email, Caller caller) {
        var knownDevice = new Counters();
        caller.device()
                .ifPresent(device -> knownDevice.add(
                        limits.resetByRecipient(), "reset-by-device", region.code(), email.value(), device.toString()));
        return new ResetCounters(
                new Counters().addNetwork(limits.resetByNetwork(), BY_NETWORK, caller.network()),
                new Counters().add(limits.resetByRecipient(), BY_RECIPIENT, region.code(), email.value()),
                new Counters().add(new Limit(1, validity), FIRST, region.code(), email.value()),
                knownDevice);
    }

    /** The names of the counters of the address. */
    static List<String> ofRecipient(Region region, String email) {
        return List.of(Counters.key(BY_RECIPIENT, region.code(), email), Counters.key(FIRST, region.code(), email));
    }

    Counters all() {
        return new Counters().addAll(network).addAll(recipient).addAll(first).addAll(knownDevice);
    }

    /** The name of the only counter of a known device; empty where there is none. */
    String knownDeviceKey() {
        return String.join("", knownDevice.keys());
    }

    /** Until when the caller's network may not ask. */
    Optional<Instant> networkLimitedUntil(Map<String, Instant> over) {
        return network.keys().stream()
                .flatMap(key -> Optional.ofNullable(over.get(key)).stream())
                .max(Comparator.naturalOrder());
    }

    /** Whether the address may be written to. */
    boolean allowMail(Map<String, Instant> over) {
        boolean deviceMay = Collections.disjoint(over.keySet(), knownDevice.keys());
        boolean recipientMay = Collections.disjoint(over.keySet(), recipient.keys())
                || Collections.disjoint(over.keySet(), first.keys());
        return deviceMay && recipientMay;
    }
}
