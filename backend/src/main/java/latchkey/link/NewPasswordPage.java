package latchkey.link;

import latchkey.page.Page;

/**
 * The form behind a link that works: an invited client's first password, or a new one in place of a forgotten one.
 *
 * @param minimumLength the fewest characters of a password
 */
public record NewPasswordPage(Purpose purpose, String givenName, String email, int minimumLength) implements Page {

    public boolean isInvitation() {
        return purpose == Purpose.INVITATION;
    }
}
