package latchkey.login;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import latchkey.address.EmailAddress;
import latchkey.caller.Caller;
import latchkey.key.Ids;
import latchkey.limit.Limits;
import latchkey.limit.SignInCounters;
import latchkey.region.Region;

/**
 * One attempt to sign in.
 *
 * @param email the address in its normal form, or what the history may keep of another text
 * @param device the device that the session will belong to
 */
record Attempt(Region region, String email, Caller caller, UUID device, SignInCounters counters) {

    static Attempt ofBrowser(Region region, String typed, Caller caller, Limits limits) {
        return of(region, typed, caller, caller.device().orElseGet(Ids::secret), limits);
    }

    /**
     * A program has no cookie: it is recognised by its network and name, which is good enough to notify the account's
     * owner of a new one, but never for limits.
     */
    static Attempt ofProgram(Region region, String typed, Caller caller, Limits limits) {
        String name = "program " + caller.network() + " " + caller.userAgent();
        return of(region, typed, caller, UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)), limits);
    }

    private static Attempt of(Region region, String typed, Caller caller, UUID device, Limits limits) {
        Optional<EmailAddress> address = EmailAddress.parse(typed);
        return new Attempt(
                region,
                EmailAddress.kept(typed),
                caller,
                device,
                SignInCounters.ofClient(limits, region, address, caller.network(), caller.device()));
    }
}
