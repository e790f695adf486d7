package latchkey.transfer.row;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A name that was cut in two: the last word is the family name, with the small words before it and a {@code Jr.} behind
 * it, unless a comma stands behind the family name. A title before it is no part of a name.
 */
record FullName(String given, String family) {

    private static final Set<String> SMALL_WORDS = Set.of(
            "af", "al", "av", "bin", "bint", "da", "das", "de", "del", "dela", "della", "delos", "den", "der", "di",
            "do", "dos", "du", "e", "el", "ibn", "la", "las", "le", "los", "mac", "mc", "st", "st.", "te", "ten", "ter",
            "van", "von", "vom", "y", "zu", "zum", "zur", "’t", "'t");

    private static final Set<String> SUFFIXES = Set.of("jr", "jr.", "sr", "sr.", "ii", "iii", "iv");

    /** Not where two are meant: {@code Mr & Mrs Ek}. */
    private static final Pattern TITLE = Pattern.compile(
            "^((mr|mrs|ms|miss|mx|dr|prof)\\.?\\s+){1,5}(?![&+]|and\\b|(mr|mrs|ms|miss|mx|dr|prof)\\b)",
            Pattern.CASE_INSENSITIVE);

    /** Nothing where there is but one word. */
    static Optional<FullName> cut(String name) {
        int comma = name.indexOf(',');
        if (comma >= 0) {
            return of(name.substring(comma + 1), name.substring(0, comma));
        }
        List<String> words = List.of(untitled(name.strip()).split("\\s+"));
        int cut = words.size() - 1;
        if (cut > 1 && SUFFIXES.contains(words.get(cut).toLowerCase(Locale.ROOT))) {
            cut--;
        }
        while (cut > 1 && SMALL_WORDS.contains(words.get(cut - 1).toLowerCase(Locale.ROOT))) {
            cut--;
        }
        return of(String.join(" ", words.subList(0, cut)), String.join(" ", words.subList(cut, words.size())));
    }

    private static Optional<FullName> of(String given, String family) {
        return given.isBlank() || family.isBlank()
                ? Optional.empty()
                : Optional.of(new FullName(untitled(given.strip()), family.strip()));
    }

    private static String untitled(String name) {
        return TITLE.matcher(name).replaceFirst("");
    }
}
