package latchkey.openid;

import java.util.Locale;
import latchkey.page.Page;

/** A sign-in request whose redirect address isn't registered, so that the error can't be sent back. */
public record AuthorizationErrorPage(Why why) implements Page {

    /** What the application's developers have to fix. */
    public enum Why {
        REQUEST,
        APP,
        ADDRESS
    }

    public String key() {
        return "openid.error" + "." + why.name().toLowerCase(Locale.ROOT);
    }
}
