package latchkey.limit;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import latchkey.address.EmailAddress;
import latchkey.config.Limit;
import latchkey.database.Rows;
import latchkey.region.Region;

/**
 * The counters of one request for a reset link: its network and the address or, for a device that signed in to the
 * account before, only that device. Portal and staff share no counter.
 *
 * @param first allows one request while a link works, so that strangers who exhaust the address's limit still leave its
 *     owner a working link, or one more request
 */
public record ResetCounters(Counters network, Counters recipient, Counters first, Counters knownDevice) {

    private static final String BY_NETWORK = "reset-by-network";
    private static final String BY_STAFF_NETWORK = "staff-reset-by-network";
    private static final String BY_RECIPIENT = "reset-by-recipient";
    private static final String FIRST = "reset-first-by-recipient";
    private static final String STAFF = "staff";

    /** {@link Counters#TAKE} for all of these; a request refused by its network takes from no other. */
    public static final String TAKE = takeWhere("true");

    /** The same for the counters that meet the condition. */
    public static String takeWhere(String condition) {
        return Counters.takeWhere(
                condition, "split_part(key, ' ', 1) in ('" + BY_NETWORK + "', '" + BY_STAFF_NETWORK + "')");
    }

    /** When the limit ends, for each counter that exceeds it: what a statement with {@link #TAKE} selects from {@code over}. */
    public static Map<String, Instant> over(RowSet<Row> rows) {
        return rows.stream().collect(Collectors.toMap(row -> row.getString("key"), row -> Rows.instant(row, "until")));
    }

    /** @param validity how long a link works */
    public static ResetCounters ofClient(
            Limits limits,
            Duration validity,
            Region region,
            EmailAddress email,
            String network,
            Optional<UUID> device) {
        return of(limits, validity, BY_NETWORK, region.code(), email, network, device);
    }

    /** The same for a staff member. */
    public static ResetCounters ofStaff(Limits limits, Duration validity, EmailAddress email, String network) {
        return of(limits, validity, BY_STAFF_NETWORK, STAFF, email, network, Optional.empty());
    }

    /** The names of the counters of a client's address. */
    public static List<String> ofClient(Region region, String email) {
        return ofRecipient(region.code(), email);
    }

    /** The same of a staff member's. */
    public static List<String> ofStaff(String email) {
        return ofRecipient(STAFF, email);
    }

    public Counters all() {
        return new Counters().addAll(network).addAll(recipient).addAll(first).addAll(knownDevice);
    }

    /** The name of the only counter of a known device; empty if there is none. */
    public String knownDeviceKey() {
        return String.join("", knownDevice.keys());
    }

    /** When the caller's network may ask again, if it is limited. */
    public Optional<Instant> networkLimitedUntil(Map<String, Instant> over) {
        return network.keys().stream()
                .flatMap(key -> Optional.ofNullable(over.get(key)).stream())
                .max(Comparator.naturalOrder());
    }

    /** Whether the address may be written to. */
    public boolean allowMail(Map<String, Instant> over) {
        boolean deviceMay = Collections.disjoint(over.keySet(), knownDevice.keys());
        boolean recipientMay = Collections.disjoint(over.keySet(), recipient.keys())
                || Collections.disjoint(over.keySet(), first.keys());
        return deviceMay && recipientMay;
    }

    private static ResetCounters of(
            Limits limits,
            Duration validity,
            String byNetwork,
            String audience,
            EmailAddress email,
            String network,
            Optional<UUID> device) {
        var knownDevice = new Counters();
        device.ifPresent(id ->
                knownDevice.add(limits.resetByRecipient(), "reset-by-device", audience, email.value(), id.toString()));
        return new ResetCounters(
                new Counters().addNetwork(limits.resetByNetwork(), byNetwork, network),
                new Counters().add(limits.resetByRecipient(), BY_RECIPIENT, audience, email.value()),
                new Counters().add(new Limit(1, validity), FIRST, audience, email.value()),
                knownDevice);
    }

    private static List<String> ofRecipient(String audience, String email) {
        return List.of(Counters.key(BY_RECIPIENT, audience, email), Counters.key(FIRST, audience, email));
    }
}
