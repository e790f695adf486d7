package latchkey.admin.api.invitation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import latchkey.admin.api.contact.Filter;

/** Whom to invite: those chosen one by one, or all that a filter matches. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Selection(Optional<List<String>> contactIds, Optional<Filter> filter) {

    public static Selection of(List<String> contactIds) {
        return new Selection(Optional.of(contactIds), Optional.empty());
    }

    public static Selection of(Filter filter) {
        return new Selection(Optional.empty(), Optional.of(filter));
    }
}
