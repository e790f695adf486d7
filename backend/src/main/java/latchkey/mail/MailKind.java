package latchkey.mail;

import java.util.Arrays;
import java.util.Locale;

/** The kinds of mails. Their sentences are in the bundle {@code mail}, under the kind's code. */
public enum MailKind {
    INVITATION("/invitation/"),
    RESET("/reset-password/"),
    PASSWORD_CHANGED("/forgot-password"),
    NEW_DEVICE("/forgot-password"),
    ADDRESS_CONFIRMATION("/confirm-address/"),
    ADDRESS_CHANGE_REQUESTED("/login"),
    ADDRESS_CHANGED("/login"),
    STAFF_INVITATION("/activate/"),
    STAFF_RESET("/activate/"),
    STAFF_PASSWORD_CHANGED("/forgot-password");

    private final String path;

    MailKind(String path) {
        this.path = path;
    }

    /** As written in the table {@code mail}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Where the mail's button leads; a token follows if it ends with a slash. */
    public String path() {
        return path;
    }

    public boolean hasToken() {
        return path.endsWith("/");
    }

    public static MailKind of(String code) {
        return Arrays.stream(values())
                .filter(kind -> kind.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No mail is of the kind " + code));
    }
}
