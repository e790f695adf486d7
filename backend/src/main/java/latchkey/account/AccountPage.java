package latchkey.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import latchkey.page.Banner;
import latchkey.page.Page;
import latchkey.page.PageContext;
import latchkey.text.UserAgent;

/**
 * What a signed-in client sees first: the account and where it is signed in.
 *
 * @param entries the open sessions, this browser's first
 */
public record AccountPage(
        String givenName, String familyName, String email, List<Entry> entries, Optional<Banner> banner)
        implements Page {

    /**
     * One open session.
     *
     * @param here whether it is the one that asks
     */
    public record Entry(UUID id, UserAgent device, Instant since, Instant lastSeen, boolean here) {}

    /** What the client just did. */
    public enum Notice {
        PASSWORD_CHANGED("account.password-changed"),
        SESSION_ENDED("account.session-ended"),
        OTHERS_ENDED("account.others-ended");

        private final String key;

        Notice(String key) {
            this.key = key;
        }
    }

    public AccountPage with(Notice notice) {
        return new AccountPage(givenName, familyName, email, entries, Optional.of(Banner.success(notice.key)));
    }

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
