package latchkey.limit;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import latchkey.address.EmailAddress;
import latchkey.region.Region;

/**
 * The counters of one sign-in attempt. Portal and staff share no counter, so that the public can't lock staff out. A
 * device that signed in to the account before has its own, so that other people's guesses don't lock it out (ASVS
 * 6.1.1). Text that isn't an address has no account, and is counted only by its network.
 *
 * @param stranger the counters of a device that did not sign in to the account before
 * @param knownDevice those of one that did
 * @param cleared the names of those that a right password clears
 */
public record SignInCounters(Counters stranger, Counters knownDevice, List<String> cleared) {

    public static final String BY_ACCOUNT = "sign-in-by-account";
    public static final String BY_ACCOUNT_AND_NETWORK = "sign-in-by-account-and-network";

    public static final String BY_DEVICE = "sign-in-by-device";

    private static final String STAFF = "staff";

    /** @param device what the caller's cookie says, known or not */
    public static SignInCounters ofClient(
            Limits limits, Region region, Optional<EmailAddress> email, String network, Optional<UUID> device) {
        return of(limits, region.code(), "sign-in-by-network", email, network, device);
    }

    public static SignInCounters ofStaff(
            Limits limits, Optional<EmailAddress> email, String network, Optional<UUID> device) {
        return of(limits, STAFF, "staff-sign-in-by-network", email, network, device);
    }

    /** The names of what a client's proof of identity from this network clears. */
    public static List<String> ofClient(Region region, String email, String network) {
        return ofAccount(region.code(), email, network);
    }

    /** The same of a staff member. */
    public static List<String> ofStaff(String email, String network) {
        return ofAccount(STAFF, email, network);
    }

    /** All of these; the statement chooses when it has read the account. */
    public Counters all() {
        return new Counters().addAll(stranger).addAll(knownDevice);
    }

    public Counters of(boolean known) {
        return known ? knownDevice : stranger;
    }

    /** The name of the only counter of a known device; empty if there is none. */
    public String knownDeviceKey() {
        return String.join("", knownDevice.keys());
    }

    private static SignInCounters of(
            Limits limits,
            String audience,
            String byNetwork,
            Optional<EmailAddress> email,
            String network,
            Optional<UUID> device) {
        var stranger = new Counters().addNetwork(limits.signInByNetwork(), byNetwork, network);
        var known = new Counters();
        email.map(EmailAddress::value).ifPresent(address -> {
            stranger.add(limits.signInByAccountAndNetwork(), BY_ACCOUNT_AND_NETWORK, audience, address, network)
                    .add(limits.signInByAccount(), BY_ACCOUNT, audience, address);
            device.ifPresent(
                    id -> known.add(limits.signInByAccountAndNetwork(), BY_DEVICE, audience, address, id.toString()));
        });
        return new SignInCounters(
                stranger,
                known,
                Stream.concat(
                                known.keys().stream(),
                                email.stream()
                                        .flatMap(address -> ofAccount(audience, address.value(), network).stream()))
                        .toList());
    }

    /** For any of the account's devices. */
    private static List<String> ofAccount(String audience, String email, String network) {
        return List.of(
                Counters.key(BY_ACCOUNT, audience, email),
                Counters.key(BY_DEVICE, audience, email),
                Counters.key(BY_ACCOUNT_AND_NETWORK, audience, email, network));
    }
}
