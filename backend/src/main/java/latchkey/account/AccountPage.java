package latchkey.account;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import latchkey.page.Page;
import latchkey.page.PageContext;
import latchkey.text.UserAgent;

/**
 * What a signed-in client sees first: the account and where it is signed in.
 *
 * @param entries the open sessions, this browser's first
 */
public record AccountPage(String givenName, String familyName, String email, List<Entry> entries) implements Page {

    /**
     * One open session.
     *
     * @param here whether it is the one that sent this request
     */
    public record Entry(UUID id, UserAgent device, Instant since, Instant lastSeen, boolean here) {}

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
