package latchkey.search;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import latchkey.api.SignedInStaff;
import latchkey.contact.PortalStatus;

/**
 * Which contacts: of the member's regions, one region, one status, and with every word of the search as part of their
 * names, address, phone or reference.
 */
public record ContactFilter(List<String> regions, Optional<PortalStatus> status, List<Word> words) {

    public static ContactFilter of(
            SignedInStaff member, Optional<String> search, Optional<String> region, Optional<String> status) {
        List<String> regions = member.regions().stream()
                .filter(code -> region.isEmpty() || region.get().equals(code))
                .toList();
        return new ContactFilter(
                regions,
                status.map(PortalStatus::valueOf),
                search.map(typed -> Word.all(typed, member.regions())).orElse(List.of()));
    }

    boolean searches() {
        return !words.isEmpty();
    }

    ContactFilter withoutStatus() {
        return new ContactFilter(regions, Optional.empty(), words);
    }

    ContactFilter inAllRegionsOf(SignedInStaff member) {
        return new ContactFilter(member.regions(), status, words);
    }

    /**
     * The condition on {@code contact c}, but for the search. It is written out, since a planner that does not know the
     * regions takes them for few contacts, and sorts them all. The codes are those of the configuration.
     */
    String scope() {
        return status.map(only -> inRegions() + " and " + only.condition()).orElseGet(this::inRegions);
    }

    /** The same for any status. */
    String inRegions() {
        return regions.stream()
                .map(code -> "'" + code.replace("'", "''") + "'")
                .collect(collectingAndThen(
                        joining(", "), codes -> codes.isEmpty() ? "false" : "c.region in (" + codes + ")"));
    }

    /** The whole condition, with its parameters from $1. */
    public String condition() {
        return searches() ? scope() + " and " + search() : scope();
    }

    /** The condition of the search alone. */
    String search() {
        var conditions = new ArrayList<String>();
        int next = 1;
        for (Word word : words) {
            conditions.add(word.condition(next));
            next += word.parameters().size();
        }
        return String.join(" and ", conditions);
    }

    /** The parameters of {@link #condition}. */
    public List<Object> parameters() {
        return words.stream()
                .<Object>flatMap(word -> word.parameters().stream())
                .toList();
    }
}
