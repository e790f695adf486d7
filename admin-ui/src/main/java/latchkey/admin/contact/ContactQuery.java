package latchkey.admin.contact;

import com.vaadin.flow.router.QueryParameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import latchkey.admin.api.contact.Filter;
import latchkey.admin.api.contact.PortalStatus;
import latchkey.admin.api.contact.Sorting;

/** What the grid shows, as in the address bar, so that it can be shared. Unknown parts are ignored. */
record ContactQuery(Filter filter, Sorting sorting) {

    private static final Set<String> COLUMNS =
            Set.of("name", "email", "reference", "region", "status", "invitedAt", "lastSignInAt", "createdAt");

    static ContactQuery of(QueryParameters address) {
        return new ContactQuery(
                new Filter(
                        address.getSingleParameter("search").filter(search -> !search.isBlank()),
                        address.getSingleParameter("region"),
                        address.getSingleParameter("status").flatMap(ContactQuery::status),
                        address.getSingleParameter("import").filter(id -> !id.isBlank()),
                        address.getSingleParameter("mail").filter(Filter.TROUBLE::equals),
                        address.getSingleParameter("archived").filter(Filter.ARCHIVED::equals)),
                new Sorting(
                        address.getSingleParameter("sort")
                                .filter(COLUMNS::contains)
                                .orElse("name"),
                        !address.getSingleParameter("order").equals(Optional.of("desc"))));
    }

    ContactQuery with(Sorting other) {
        return new ContactQuery(filter, other);
    }

    ContactQuery with(Filter other) {
        return new ContactQuery(other, sorting);
    }

    QueryParameters address() {
        Map<String, String> parameters = new LinkedHashMap<>();
        filter.search().ifPresent(search -> parameters.put("search", search));
        filter.region().ifPresent(region -> parameters.put("region", region));
        filter.status().ifPresent(status -> parameters.put("status", status.name()));
        filter.importId().ifPresent(id -> parameters.put("import", id));
        filter.mail().ifPresent(mail -> parameters.put("mail", mail));
        filter.archived().ifPresent(archived -> parameters.put("archived", archived));
        if (!sorting.equals(Sorting.BY_NAME)) {
            parameters.put("sort", sorting.column());
            parameters.put("order", sorting.order());
        }
        return QueryParameters.simple(parameters);
    }

    private static Optional<PortalStatus> status(String name) {
        return Stream.of(PortalStatus.values())
                .filter(status -> status.name().equals(name))
                .findFirst();
    }
}
