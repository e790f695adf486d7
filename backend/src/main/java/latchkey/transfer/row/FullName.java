package latchkey.transfer.row;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A full name that was cut in two: the last word is the family name, with the small words before it and a {@code Jr.}
 * after it, unless a comma follows the family name or the script puts it first. A title before it isn't part of the
 * name.
 *
 * @param isOfSeveral whether it names more than one person
 * @param leftOut the other people named, if their family names differ; else empty
 */
record FullName(String given, String family, boolean isOfSeveral, String leftOut) {

    private static final Set<String> SMALL_WORDS = Set.of(
            "abu", "af", "al", "ap", "av", "bin", "bint", "d'", "d’", "da", "dalla", "das", "de", "degli", "dei", "del",
            "dela", "della", "delos", "den", "der", "di", "do", "dos", "du", "e", "el", "ibn", "la", "las", "le", "los",
            "mac", "mc", "nic", "ní", "ó", "uí", "saint", "o'", "o’", "st", "st.", "te", "ten", "ter", "van", "von",
            "vom", "y", "zu", "zum", "zur", "’t", "'t");

    private static final Set<String> SUFFIXES = Set.of(
            "jr", "jnr", "sr", "snr", "ii", "iii", "iv", "2nd", "3rd", "esq", "md", "phd", "cpa", "dds", "oam", "obe",
            "mbe", "onzm", "mnzm", "qsm");

    private static final Set<String> TITLES = Set.of(
            "mr",
            "mrs",
            "ms",
            "miss",
            "mx",
            "dr",
            "prof",
            "doctor",
            "professor",
            "rev",
            "revd",
            "sir",
            "dame",
            "lady",
            "capt",
            "sgt",
            "lt",
            "mstr",
            "messrs");

    private static final Set<String> AND = Set.of("&", "+", ";", "/", "and");

    private static final Pattern SIGN = Pattern.compile("[&+;]");
    private static final Pattern COMMA = Pattern.compile("[,，]");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

    private static final String HAN = "\\p{IsHan}";
    private static final String HANGUL = "\\p{IsHangul}";

    /** Chinese, Japanese and Korean: the family name comes first. */
    private static final Pattern FAMILY_FIRST =
            Pattern.compile("[" + HAN + HANGUL + "\\p{IsHiragana}\\p{IsKatakana}ー]+");

    /** Names without a blank whose family name's length is known. */
    private static final Pattern UNDIVIDED = Pattern.compile(HAN + "{2,4}|" + HANGUL + "{2,4}");

    private static final Pattern TWO_AND_TWO = Pattern.compile(HAN + "{4}");

    /** The frequent family names of two characters. */
    private static final Set<String> OF_TWO = Set.of(
            "上官", "东方", "東方", "令狐", "公孙", "公孫", "司徒", "司马", "司馬", "夏侯", "慕容", "欧阳", "歐陽", "皇甫", "诸葛", "諸葛", "남궁", "독고",
            "사공", "서문", "선우", "제갈", "황보");

    private FullName(String given, String family) {
        this(given, family, false, "");
    }

    /** Empty if it isn't clear where to cut. */
    static Optional<FullName> cut(String name) {
        List<String> words = words(name);
        List<List<String>> people = people(words);
        return people.size() == 1 ? person(people.getFirst()) : several(words, people);
    }

    /** {@code John & Jane Ek} and {@code Mr & Mrs Ek} have one name; for {@code John Ek & Jane Lee} it is the first. */
    private static Optional<FullName> several(List<String> words, List<List<String>> people) {
        List<FullName> whole =
                people.stream().flatMap(person -> person(person).stream()).toList();
        if (whole.isEmpty()) {
            return titlesAlone(words, people);
        }
        FullName first = whole.getFirst();
        boolean isOneFamily = whole.stream().allMatch(one -> one.family.equalsIgnoreCase(first.family));
        return Optional.of(
                isOneFamily
                        ? new FullName(joined(people.stream().map(FullName::givenName)), first.family, true, "")
                        : new FullName(
                                first.given,
                                first.family,
                                true,
                                joined(people.stream()
                                        .filter(person -> !person(person).equals(Optional.of(first)))
                                        .map(person -> String.join(" ", person)))));
    }

    private static Optional<FullName> titlesAlone(List<String> words, List<List<String>> people) {
        boolean isTitled = isTitle(words.getFirst())
                && people.getLast().size() == 1
                && people.stream().filter(person -> !person.isEmpty()).count() == 1;
        return isTitled
                ? Optional.of(new FullName(
                        String.join(" ", words.subList(0, words.size() - 1)), words.getLast(), true, ""))
                : Optional.empty();
    }

    private static String givenName(List<String> person) {
        return person(person).map(FullName::given).orElseGet(() -> String.join(" ", person));
    }

    private static Optional<FullName> person(List<String> words) {
        int comma = (int) words.stream().takeWhile(word -> !word.endsWith(",")).count();
        if (comma < words.size()) {
            return withComma(
                    without(",", words.subList(0, comma + 1)),
                    untitled(without(",", words.subList(comma + 1, words.size()))));
        }
        if (!words.isEmpty()
                && words.stream().allMatch(word -> FAMILY_FIRST.matcher(word).matches())) {
            return words.size() == 1
                    ? undivided(words.getFirst())
                    : at(words.size() - 1, concat(words.subList(1, words.size()), words.subList(0, 1)));
        }
        return plain(words);
    }

    /** {@code Ek, Mia}, {@code Ek, Mia Jr.} and {@code Mia Ek, Jr.} */
    private static Optional<FullName> withComma(List<String> before, List<String> behind) {
        int given = behind.size();
        while (given > 0 && isSuffix(behind.get(given - 1))) {
            given--;
        }
        List<String> suffixes = behind.subList(given, behind.size());
        return given == 0
                ? plain(concat(before, suffixes))
                : at(given, concat(behind.subList(0, given), concat(before, suffixes)));
    }

    private static Optional<FullName> plain(List<String> words) {
        int cut = words.size() - 1;
        while (cut > 1 && isSuffix(words.get(cut))) {
            cut--;
        }
        while (cut > 1 && SMALL_WORDS.contains(lower(words.get(cut - 1)))) {
            cut--;
        }
        return at(cut, words);
    }

    private static Optional<FullName> undivided(String name) {
        if (!UNDIVIDED.matcher(name).matches()) {
            return Optional.empty();
        }
        boolean isOfTwo =
                TWO_AND_TWO.matcher(name).matches() || (name.length() > 2 && OF_TWO.contains(name.substring(0, 2)));
        int family = name.offsetByCodePoints(0, isOfTwo ? 2 : 1);
        return Optional.of(new FullName(name.substring(family), name.substring(0, family)));
    }

    private static Optional<FullName> at(int cut, List<String> words) {
        return cut < 1 || cut >= words.size()
                ? Optional.empty()
                : Optional.of(new FullName(
                        String.join(" ", words.subList(0, cut)), String.join(" ", words.subList(cut, words.size()))));
    }

    private static List<String> words(String name) {
        String spaced = COMMA.matcher(SIGN.matcher(name).replaceAll(" $0 ")).replaceAll(", ");
        return BLANKS.splitAsStream(spaced).filter(word -> !word.isEmpty()).toList();
    }

    /** The words of each, without titles. */
    private static List<List<String>> people(List<String> words) {
        var people = new ArrayList<List<String>>();
        int begin = 0;
        for (int i = 0; i <= words.size(); i++) {
            if (i == words.size() || AND.contains(lower(words.get(i)))) {
                people.add(untitled(words.subList(begin, i)));
                begin = i + 1;
            }
        }
        return people;
    }

    private static List<String> untitled(List<String> words) {
        return words.stream().dropWhile(FullName::isTitle).toList();
    }

    private static boolean isTitle(String word) {
        return TITLES.contains(bare(word));
    }

    private static boolean isSuffix(String word) {
        return SUFFIXES.contains(bare(word));
    }

    private static String bare(String word) {
        return lower(word).replace(".", "");
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    private static List<String> without(String sign, List<String> words) {
        return words.stream()
                .map(word -> word.replace(sign, ""))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static String joined(Stream<String> names) {
        return names.filter(name -> !name.isEmpty()).collect(joining(" & "));
    }
}
