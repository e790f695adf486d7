package latchkey.session;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Why a browser that was signed in no longer is. */
public enum SessionEnd {
    IDLE,
    MAXIMUM,
    PASSWORD,
    DISABLED,
    ENDED;

    /** As written in an address. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The sentence that the client reads. */
    public String key() {
        return "login.ended" + "." + code();
    }

    public static Optional<SessionEnd> of(String code) {
        return Stream.of(values()).filter(end -> end.code().equals(code)).findFirst();
    }
}
