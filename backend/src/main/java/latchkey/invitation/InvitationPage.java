package latchkey.invitation;

import java.util.List;
import java.util.Optional;
import latchkey.page.Banner;
import latchkey.page.Fault;
import latchkey.page.Page;

/**
 * The form behind the link of an invitation: it makes the account.
 *
 * @param minimumLength the fewest characters of a password
 */
public record InvitationPage(
        String givenName, String email, int minimumLength, Optional<Banner> banner, List<Fault> faults)
        implements Page {

    public static InvitationPage empty(String givenName, String email, int minimumLength) {
        return new InvitationPage(givenName, email, minimumLength, Optional.empty(), List.of());
    }

    public InvitationPage refused(Fault fault) {
        return new InvitationPage(givenName, email, minimumLength, Optional.empty(), List.of(fault));
    }

    /** When every thread that hashes has its hands full; the link still works. */
    public InvitationPage busy(int seconds) {
        var banner = Banner.warning("password.busy", seconds);
        return new InvitationPage(givenName, email, minimumLength, Optional.of(banner), List.of());
    }
}
