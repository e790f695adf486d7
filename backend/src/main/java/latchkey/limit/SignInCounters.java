package latchkey.limit;

import latchkey.region.Region;

/** The names of the counters that wrong passwords add to, for those who clear them. */
public final class SignInCounters {

    private SignInCounters() {}

    public static String ofAccount(Region region, String email) {
        return Counters.key("sign-in", region.code(), email);
    }

    public static String ofAccountAndNetwork(Region region, String email, String network) {
        return Counters.key("sign-in", region.code(), email, network);
    }

    /** What a proof of identity from this network clears. */
    public static String[] cleared(Region region, String email, String network) {
        return new String[] {ofAccount(region, email), ofAccountAndNetwork(region, email, network)};
    }
}
