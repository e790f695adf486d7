package latchkey.search;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import latchkey.api.SignedInStaff;
import latchkey.contact.PortalStatus;

/**
 * Which contacts: of the member's regions, one region, one status, and with every word of the search in their names,
 * address, phone or reference. A word of one or two letters has to begin a word there, since trigrams find nothing
 * shorter (docs/decisions/041-search.md).
 */
public record ContactFilter(List<String> regions, Optional<PortalStatus> status, List<String> words) {

    private static final int MOST_WORDS = 5;
    private static final int SHORTEST_ANYWHERE = 3;

    public static ContactFilter of(
            SignedInStaff member, Optional<String> search, Optional<String> region, Optional<String> status) {
        return new ContactFilter(
                member.regions().stream()
                        .filter(code -> region.isEmpty() || region.get().equals(code))
                        .toList(),
                status.map(PortalStatus::valueOf),
                search.stream().flatMap(ContactFilter::split).toList());
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

    /** The condition of the search on {@code contact c}, with its parameters from $1. */
    String search() {
        var conditions = new ArrayList<String>();
        int next = 1;
        for (String word : words) {
            if (isShort(word)) {
                conditions.add("(c.search like $" + next + " or c.search like $" + (next + 1) + ")");
                next += 2;
            } else {
                conditions.add("c.search like $" + next++);
            }
        }
        return String.join(" and ", conditions);
    }

    /** The whole condition. */
    public String condition() {
        return searches() ? scope() + " and " + search() : scope();
    }

    /** The parameters of {@link #condition}. */
    public List<Object> parameters() {
        return words.stream().<Object>flatMap(ContactFilter::patterns).toList();
    }

    private static Stream<String> split(String search) {
        return Stream.of(search.strip().toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS);
    }

    private static boolean isShort(String word) {
        return word.codePointCount(0, word.length()) < SHORTEST_ANYWHERE;
    }

    private static Stream<String> patterns(String word) {
        String literal = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return isShort(word) ? Stream.of(literal + "%", "% " + literal + "%") : Stream.of("%" + literal + "%");
    }
}
