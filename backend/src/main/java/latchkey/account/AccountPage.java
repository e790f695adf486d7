package latchkey.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import latchkey.page.Page;
import latchkey.page.PageContext;
import latchkey.text.UserAgent;

/**
 * A client's account: the details and where it is signed in.
 *
 * @param portal where the builder's own portal is, if there is one
 * @param entries the open sessions, this browser's first
 */
public record AccountPage(
        String givenName, String familyName, String email, Optional<String> portal, List<Entry> entries)
        implements Page {

    /**
     * One open session.
     *
     * @param here whether it is the one that sent this request
     * @param apps the names of the applications that it signs in to
     */
    public record Entry(UUID id, UserAgent device, Instant since, Instant lastSeen, boolean here, List<String> apps) {}

    /** The device in words: {@code Chrome on Android}. */
    public String device(PageContext context, Entry entry) {
        String browser = entry.device().browser().orElseGet(() -> context.text("account.unknown-browser"));
        return entry.device()
                .system()
                .map(system -> context.text("account.device", browser, system))
                .orElse(browser);
    }

    public boolean hasOthers() {
        return entries.stream().anyMatch(entry -> !entry.here());
    }
}
