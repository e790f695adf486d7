package latchkey.sandbox.mailbox;

import java.util.Locale;
import java.util.stream.Stream;

/** The part of a mail that is shown. */
enum MailView {
    HTML,
    TEXT,
    HEADERS,
    SOURCE;

    static MailView of(String name) {
        return Stream.of(values())
                .filter(view -> view.key().equals(name))
                .findFirst()
                .orElse(HTML);
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    String label() {
        return this == HTML ? "HTML" : name().charAt(0) + key().substring(1);
    }
}
