package latchkey.login;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import latchkey.address.EmailAddress;
import latchkey.caller.Caller;
import latchkey.key.Ids;
import latchkey.limit.Counters;
import latchkey.limit.Limits;
import latchkey.limit.SignInCounters;
import latchkey.region.Region;

/**
 * One try to sign in.
 *
 * @param email the address in its normal form, or what was typed where it is no address and so nobody's
 */
record Attempt(Region region, String email, Caller caller, Limits limits) {

    static Attempt of(Region region, String typed, Caller caller, Limits limits) {
        String email = EmailAddress.parse(typed).map(EmailAddress::value).orElseGet(() -> shortened(typed));
        return new Attempt(region, email, caller, limits);
    }

    /** Every counter that a wrong password adds to. */
    Counters counters() {
        var counters = counters(false);
        return caller.device().isPresent()
                ? counters.add(limits.signInByAccountAndNetwork(), deviceCounter())
                : counters;
    }

    /** The counters that decide whether this may be tried. */
    Counters counters(boolean knownDevice) {
        return knownDevice
                ? new Counters().add(limits.signInByAccountAndNetwork(), deviceCounter())
                : new Counters()
                        .add(limits.signInByAccountAndNetwork(), accountAndNetworkCounter())
                        .add(limits.signInByAccount(), accountCounter())
                        .add(limits.signInByNetwork(), Counters.key("sign-in-network", caller.network()));
    }

    /** The only counter that a known device answers to. */
    String deviceCounter() {
        return caller.device()
                .map(device -> Counters.key("sign-in-device", region.code(), email, device.toString()))
                .orElse("");
    }

    String accountCounter() {
        return SignInCounters.ofAccount(region, email);
    }

    String accountAndNetworkCounter() {
        return SignInCounters.ofAccountAndNetwork(region, email, caller.network());
    }

    /**
     * The device that the session will belong to. A program has no cookie to be known by: it is told apart by its
     * network and name, which is good enough for telling the account's owner of a new one, and never for limits.
     */
    UUID device(boolean program) {
        if (!program) {
            return caller.device().orElseGet(Ids::secret);
        }
        String name = "program " + caller.network() + " " + caller.userAgent();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String shortened(String typed) {
        return typed.length() > 320 ? typed.substring(0, 320) : typed;
    }
}
