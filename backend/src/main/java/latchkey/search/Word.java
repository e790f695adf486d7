package latchkey.search;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import latchkey.address.EmailAddress;

/**
 * A word of a search, which a contact must contain.
 *
 * @param typed is folded by PostgreSQL, as the contacts are (docs/decisions/058-folding.md)
 * @param spellings the same as other digits of a phone number
 */
record Word(String typed, List<String> spellings) {

    private static final int MOST_WORDS = 12;

    /** Matches no contact: stands for a search of punctuation only. */
    private static final Word NOTHING = new Word("", List.of());

    /** Invisible characters: direction marks surround a number that was copied from some address books. */
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");

    /** The dashes of web pages and word processors; a folded name has none. */
    private static final Pattern DASH = Pattern.compile("[\\p{Pd}\u2212]");

    private static final Pattern BLANK = Pattern.compile("\\p{Z}");

    /** What precedes a copied phone number. */
    private static final Pattern LABEL = Pattern.compile(
            "^\\s*(tel|telephone|phone|ph|mobile|mob|cell|home|work|office|[chmptw])\\b[.:\\s]*",
            Pattern.CASE_INSENSITIVE);

    /** What follows it: the extension, which contacts have there as well, or a remark such as whose number it is. */
    private static final Pattern BEHIND = Pattern.compile(
            "[\\s,;]*(ext(ension|n)?|x|#)[.:=\\s]*\\d{1,6}\\s*$|\\s*\\(\\p{L}[^()\\d]*\\)\\s*$",
            Pattern.CASE_INSENSITIVE);

    /** What separates names in a list. */
    private static final Pattern BETWEEN = Pattern.compile("\\s+|(?<=\\p{L})[,;|](?=\\p{L})");

    /** A Chinese or Korean name is written without blanks, the family name first: each character is searched for. */
    private static final Pattern UNDIVIDED = Pattern.compile("\\p{IsHan}+|\\p{IsHangul}+");

    /** The words of a search; an address or a phone number is one word, whatever is around or inside it. */
    static List<Word> all(String typed, List<String> regions) {
        String search = BLANK.matcher(
                        DASH.matcher(INVISIBLE.matcher(typed).replaceAll("")).replaceAll("-"))
                .replaceAll(" ");
        String number = BEHIND.matcher(LABEL.matcher(search).replaceFirst("")).replaceFirst("");
        List<String> numbers = PhoneNumbers.whole(number, regions);
        if (!numbers.isEmpty()) {
            return List.of(new Word(
                    number,
                    numbers.stream()
                            .flatMap(one ->
                                    Stream.concat(Stream.of(one.substring(1)), PhoneNumbers.spellings(one, regions)))
                            .toList()));
        }
        List<Word> words = EmailAddress.parse(search)
                .map(address -> Stream.of(address.value()))
                .orElseGet(() -> BETWEEN.splitAsStream(search.strip()).flatMap(Word::characters))
                .filter(Word::isSearchable)
                .limit(MOST_WORDS)
                .map(word ->
                        new Word(word, PhoneNumbers.spellings(word, regions).toList()))
                .toList();
        return words.isEmpty() && !search.isBlank() ? List.of(NOTHING) : words;
    }

    private static Stream<String> characters(String word) {
        return UNDIVIDED.matcher(word).matches() ? word.codePoints().mapToObj(Character::toString) : Stream.of(word);
    }

    private static boolean isSearchable(String word) {
        return word.codePoints().anyMatch(c -> Character.isLetterOrDigit(c) || c == '@');
    }

    /** @param first the number of its first parameter */
    String condition(int first) {
        return equals(NOTHING)
                ? "$" + first + " <> ''"
                : IntStream.rangeClosed(0, spellings.size())
                        .mapToObj(i -> "c.search like '%' || " + (i == 0 ? "folded($" + first + ")" : "$" + (first + i))
                                + " || '%'")
                        .collect(Collectors.joining(" or ", "(", ")"));
    }

    List<String> parameters() {
        return Stream.concat(Stream.of(typed), spellings.stream()).toList();
    }
}
