package latchkey.search;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import latchkey.contact.PortalStatus;

/** The orders that the grid offers; each except last sign-in has an index, read forwards or backwards. */
enum Sorting {
    NAME("sort_name"),
    EMAIL("email"),
    REFERENCE("reference"),
    REGION("region", "sort_name"),
    STATUS("portal", "invitation_expires_at"),
    INVITED_AT("invited_at"),
    LAST_SIGN_IN_AT("last_sign_in_at"),
    CREATED_AT("created_at");

    @SuppressWarnings("ImmutableEnumChecker") // List.of is
    private final List<String> columns;

    Sorting(String... columns) {
        this.columns = List.of(columns);
    }

    /** @param name as the document has it: {@code lastSignInAt} */
    static Sorting of(String name) {
        return valueOf(name.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT));
    }

    /**
     * The contacts {@code c}, with their sort columns. The last sign-in is the account's, so no index has its order.
     */
    String from() {
        return this == LAST_SIGN_IN_AT
                ? "(select contact.*, account.last_sign_in_at from contact"
                        + " left join account on account.contact_id = contact.id) c"
                : "contact c";
    }

    /** The columns that a statement must read to sort. */
    String columns() {
        return Stream.concat(Stream.of("id"), columns.stream())
                .map(column -> "c." + column)
                .collect(Collectors.joining(", "));
    }

    /**
     * A condition on the sort column that a status implies: contacts without a date are at the end of its index, and
     * need not be looked for at its beginning.
     */
    String scope(Optional<PortalStatus> status) {
        return status.filter(only -> switch (this) {
                    case INVITED_AT -> only == PortalStatus.NOT_INVITED;
                    case LAST_SIGN_IN_AT -> only != PortalStatus.ACTIVE && only != PortalStatus.DISABLED;
                    default -> false;
                })
                .map(never -> " and c." + columns.getFirst() + " is null")
                .orElse("");
    }

    /** Descending, the newest come first, and those without a date last. */
    String order(boolean descending) {
        boolean dates = this == INVITED_AT || this == LAST_SIGN_IN_AT;
        String direction = descending ? " desc" : "";
        String first = (descending ? " desc" : " asc") + (dates ? descending ? " nulls last" : " nulls first" : "");
        return Stream.concat(
                        Stream.of("c." + columns.getFirst() + first),
                        Stream.concat(columns.stream().skip(1), Stream.of("id"))
                                .map(column -> "c." + column + direction))
                .collect(Collectors.joining(", "));
    }
}
