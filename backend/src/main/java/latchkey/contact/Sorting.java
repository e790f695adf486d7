package latchkey.contact;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The orders that the grid offers; each is that of an index, read forwards or backwards. */
enum Sorting {
    NAME("family_name", "given_name"),
    EMAIL("email"),
    REFERENCE("reference"),
    REGION("region", "family_name", "given_name"),
    STATUS("portal", "invitation_expires_at"),
    INVITED_AT("invited_at"),
    LAST_SIGN_IN_AT("last_sign_in_at"),
    CREATED_AT("created_at");

    /** What a statement must read to sort. */
    static final String COLUMNS = "c.id, c.region, c.family_name, c.given_name, c.email, c.reference, c.portal, "
            + "c.invitation_expires_at, c.invited_at, c.last_sign_in_at, c.created_at";

    @SuppressWarnings("ImmutableEnumChecker") // List.of is
    private final List<String> columns;

    Sorting(String... columns) {
        this.columns = List.of(columns);
    }

    /** @param name as the document has it: {@code lastSignInAt} */
    static Sorting of(String name) {
        return valueOf(name.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT));
    }

    /** The newest come first where the order is descending, and those without a date last. */
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
