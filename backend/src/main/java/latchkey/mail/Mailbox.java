package latchkey.mail;

import java.util.Optional;
import java.util.regex.Pattern;
import latchkey.address.EmailAddress;

/** An address with the name of whom it belongs to, which may be empty: {@code Latchkey Homes <portal@example.test>}. */
record Mailbox(String name, EmailAddress address) {

    private static final Pattern NAMED = Pattern.compile("\"?([^<>\"]*)\"?\\s*<([^<>]+)>");
    private static final int LONGEST_LINE = 70;

    /** What an operator writes for a sender. */
    static Optional<Mailbox> parse(String text) {
        var named = NAMED.matcher(text.strip());
        return named.matches()
                ? EmailAddress.parse(named.group(2))
                        .map(address -> new Mailbox(named.group(1).strip(), address))
                : EmailAddress.parse(text).map(address -> new Mailbox("", address));
    }

    /** As written in a mail's header. */
    String header() {
        if (name.isBlank()) {
            return address.onTheWire();
        }
        String shown = HeaderText.name(name);
        String bracketed = "<" + address.onTheWire() + ">";
        return shown + (shown.length() + bracketed.length() > LONGEST_LINE ? "\r\n " : " ") + bracketed;
    }
}
