package latchkey.admin.contact;

import java.util.Optional;
import java.util.stream.Stream;

/** Which tab of a contact is open, and its address. */
enum ContactTabRoute {
    CONTACT(""),
    PORTAL("/customer/portal"),
    ACTIVITY("/activity");

    private final String suffix;

    ContactTabRoute(String suffix) {
        this.suffix = suffix;
    }

    /** Customer alone leads to its only tab. */
    static Optional<ContactTabRoute> of(Optional<String> tab, Optional<String> inner) {
        String suffix = tab.map(name -> "/" + name).orElse("")
                + inner.map(name -> "/" + name).orElse("");
        return suffix.equals("/customer")
                ? Optional.of(PORTAL)
                : Stream.of(values())
                        .filter(route -> route.suffix.equals(suffix))
                        .findFirst();
    }

    String path(String contactId) {
        return "contacts/" + contactId + suffix;
    }
}
