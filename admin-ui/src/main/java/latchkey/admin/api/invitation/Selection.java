package latchkey.admin.api.invitation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import latchkey.admin.api.contact.Filter;

/**
 * Whom to invite: those chosen one by one, or all that a filter matches.
 *
 * @param groups the groups to invite; others are left out
 * @param startsIn seconds until the first is invited
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Selection(
        Optional<List<String>> contactIds,
        Optional<Filter> filter,
        Optional<Set<InvitationGroup>> groups,
        Optional<Integer> startsIn) {

    public static Selection of(List<String> contactIds) {
        return new Selection(Optional.of(contactIds), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static Selection of(Filter filter) {
        return new Selection(Optional.empty(), Optional.of(filter), Optional.empty(), Optional.empty());
    }

    public Selection only(Set<InvitationGroup> wanted) {
        return new Selection(contactIds, filter, Optional.of(wanted), startsIn);
    }

    public Selection startingIn(int seconds) {
        return new Selection(contactIds, filter, groups, Optional.of(seconds));
    }
}
