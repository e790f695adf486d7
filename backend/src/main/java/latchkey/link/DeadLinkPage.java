package latchkey.link;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import latchkey.page.Page;

/**
 * Why a link no longer works, and what to do next.
 *
 * @param at when it ended, if known
 * @param path of the link
 */
public record DeadLinkPage(Purpose purpose, Why why, Optional<Instant> at, String path) implements Page {

    /** What ended a link, as its reader needs to know it. */
    public enum Why {
        USED,
        /** Used, and another password was sent after the first. */
        PASSWORD_KEPT,
        EXPIRED,
        REPLACED,
        REVOKED,
        PASSWORD_CHANGED,
        ADDRESS_CHANGED,
        DISABLED,
        HAS_ACCOUNT,
        ADDRESS_IN_USE,
        UNKNOWN
    }

    /** Only what happened to a link of ours has a time. */
    public DeadLinkPage {
        at = Set.of(Why.UNKNOWN, Why.HAS_ACCOUNT, Why.ADDRESS_IN_USE).contains(why) ? Optional.empty() : at;
    }

    /**
     * @param known the reason, if the link itself doesn't reveal it
     * @param link empty if the token isn't ours; open if another client with this address was faster
     */
    static DeadLinkPage of(Purpose purpose, Optional<Why> known, Optional<Link> link, String path) {
        return new DeadLinkPage(
                purpose,
                known.or(() -> link.map(found -> why(purpose, found.state()))).orElse(Why.UNKNOWN),
                link.filter(found -> !found.isOpen()).map(Link::at),
                path);
    }

    private static Why why(Purpose purpose, Link.State state) {
        return switch (state) {
            case OPEN -> purpose == Purpose.ADDRESS ? Why.HAS_ACCOUNT : Why.USED;
            case USED -> Why.USED;
            case EXPIRED -> Why.EXPIRED;
            case REPLACED -> Why.REPLACED;
            case REVOKED -> Why.REVOKED;
            case ADDRESS -> purpose == Purpose.ADDRESS ? Why.REPLACED : Why.ADDRESS_CHANGED;
            case HAS_ACCOUNT, MERGED -> Why.HAS_ACCOUNT;
            case ADDRESS_IN_USE -> Why.ADDRESS_IN_USE;
            // If the account of an invitation has set a password, the invitation was used.
            case PASSWORD -> purpose == Purpose.INVITATION ? Why.USED : Why.PASSWORD_CHANGED;
            case DISABLED -> purpose == Purpose.INVITATION ? Why.USED : Why.DISABLED;
        };
    }

    /** The prefix of its sentences' keys. */
    public String words() {
        return switch (purpose) {
            case INVITATION -> "invitation.dead";
            case ADDRESS -> "confirm-address.dead";
            case RESET, STAFF -> "reset.dead";
        };
    }

    /** Not worded as bad news if the link has served its purpose, or may only have been cut. */
    public String title() {
        if (why == Why.UNKNOWN) {
            return words() + ".title.unknown";
        }
        if (isInvitation()) {
            return words() + (isForSupport() || isRenewable() ? ".title" : ".title.account");
        }
        return words() + (why == Why.PASSWORD_KEPT ? ".title.password-kept" : ".title");
    }

    public String key() {
        return words() + "." + why.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public boolean isInvitation() {
        return purpose == Purpose.INVITATION;
    }

    /** Whether its reader has a password to sign in with. */
    public boolean leadsToLogin() {
        return purpose != Purpose.RESET || why == Why.PASSWORD_KEPT;
    }

    /** Whether another account has the address: the reader's own, or that of somebody who shares it. */
    public boolean mayBeOfReader() {
        return why == Why.ADDRESS_IN_USE;
    }

    /** Whether a new link can be mailed in place of this one. */
    public boolean isRenewable() {
        return purpose != Purpose.ADDRESS && (why == Why.EXPIRED || why == Why.REPLACED);
    }

    /** Whether the reader can sign in, or ask for a new link, without our help. */
    public boolean isForSupport() {
        return switch (purpose) {
            case INVITATION ->
                !Set.of(Why.USED, Why.PASSWORD_KEPT, Why.HAS_ACCOUNT).contains(why);
            case ADDRESS -> why != Why.USED;
            case RESET, STAFF -> why == Why.DISABLED;
        };
    }
}
