package latchkey.mail;

import java.util.Optional;
import java.util.regex.Pattern;
import latchkey.address.EmailAddress;

/** An address with its owner's name, which may be empty: {@code Latchkey Homes <portal@example.test>}. */
public record Mailbox(String name, EmailAddress address) {

    private static final Pattern NAMED = Pattern.compile("\"?([^<>\"]*)\"?\\s*<([^<>]+)>");

    /** Reads a sender as operators write it. */
    static Optional<Mailbox> parse(String text) {
        var named = NAMED.matcher(text.strip());
        return named.matches()
                ? EmailAddress.parse(named.group(2))
                        .map(address -> new Mailbox(named.group(1).strip(), address))
                : EmailAddress.parse(text).map(address -> new Mailbox("", address));
    }
}
