package latchkey.openid;

import java.util.Locale;
import latchkey.page.Page;

/** A request to sign in that can't be answered to whoever sent it, since it isn't known whose the address is. */
public record AuthorizationErrorPage(Why why) implements Page {

    /** What the application's developers have to mend. */
    public enum Why {
        REQUEST,
        APP,
        ADDRESS
    }

    public String key() {
        return "openid.error" + "." + why.name().toLowerCase(Locale.ROOT);
    }
}
