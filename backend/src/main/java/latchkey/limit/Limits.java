package latchkey.limit;

import latchkey.config.Limit;
import latchkey.config.Settings;

/** The configured rate limits. */
public record Limits(
        Limit signInByAccountAndNetwork,
        Limit signInByAccount,
        Limit signInByNetwork,
        Limit resetByRecipient,
        Limit resetByNetwork,
        Limit linkByNetwork,
        Limit invitationByContact) {

    public Limits(Settings settings) {
        this(
                settings.limit("limits.sign-in-by-account-and-network"),
                settings.limit("limits.sign-in-by-account"),
                settings.limit("limits.sign-in-by-network"),
                settings.limit("limits.reset-by-recipient"),
                settings.limit("limits.reset-by-network"),
                settings.limit("limits.link-by-network"),
                settings.limit("limits.invitation-by-contact"));
    }
}
