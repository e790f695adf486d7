package latchkey.transfer.row;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A name that was cut in two: the last word is the family name, with the small words before it, unless a comma stands
 * behind the family name.
 */
record FullName(String given, String family) {

    private static final Set<String> SMALL_WORDS = Set.of(
            "af", "al", "av", "bin", "bint", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du",
            "e", "el", "ibn", "la", "las", "le", "los", "st", "st.", "te", "ten", "ter", "van", "von", "vom", "y", "zu",
            "zum", "zur", "’t", "'t");

    /** Nothing where there is but one word. */
    static Optional<FullName> cut(String name) {
        int comma = name.indexOf(',');
        if (comma >= 0) {
            return of(name.substring(comma + 1), name.substring(0, comma));
        }
        List<String> words = List.of(name.split("\\s+"));
        int cut = words.size() - 1;
        while (cut > 1 && SMALL_WORDS.contains(words.get(cut - 1).toLowerCase(Locale.ROOT))) {
            cut--;
        }
        return of(String.join(" ", words.subList(0, cut)), String.join(" ", words.subList(cut, words.size())));
    }

    private static Optional<FullName> of(String given, String family) {
        return given.isBlank() || family.isBlank()
                ? Optional.empty()
                : Optional.of(new FullName(given.strip(), family.strip()));
    }
}
