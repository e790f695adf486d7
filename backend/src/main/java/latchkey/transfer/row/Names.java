package latchkey.transfer.row;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Different names for the same thing: lists of names, reduced to letters and digits, read from a resource. */
final class Names {

    private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{Nd}]");

    /** A form's remark after a field's name, and a plural in brackets. */
    private static final Pattern REMARK = Pattern.compile(
            "[\\s(\\[:–—-]*\\b(required|optional|mandatory)\\b[)\\]:*\\s]*$|\\((s|es)\\)", Pattern.CASE_INSENSITIVE);

    private static final Pattern WORD =
            Pattern.compile("\\p{Lu}?\\p{Ll}+|\\p{L}+?(?=\\p{Lu}\\p{Ll}|\\P{L}|$)|\\p{Nd}+");

    private static final Set<String> PEOPLE = Set.of(
            "client",
            "customer",
            "buyer",
            "purchaser",
            "applicant",
            "homeowner",
            "contact",
            "person",
            "primary",
            "main");

    /** Words that mean another person than the first. */
    private static final Set<String> OTHERS =
            Set.of("other", "second", "secondary", "alternate", "alternative", "additional", "co");

    private static final Set<String> PLACES = Set.of("home", "work", "personal", "preferred", "addr");

    /** No column has a longer name; a file may have thousands, and each is compared with all known names. */
    private static final int LONGEST = 200;

    private Names() {}

    /** Letters and digits only; empty if too long for a name. */
    static String plain(String name) {
        return name.length() > LONGEST
                ? ""
                : OTHER.matcher(unremarked(name).toLowerCase(Locale.ROOT)).replaceAll("");
    }

    /**
     * The same without its owner: {@code Buyer 1 - Email (home)} is an email. A second person's columns don't count as
     * the first one's.
     */
    static String bare(String name) {
        if (name.length() > LONGEST) {
            return "";
        }
        List<String> words = WORD.matcher(unremarked(name))
                .results()
                .map(word -> word.group().toLowerCase(Locale.ROOT))
                .toList();
        boolean isOfPerson = words.stream().anyMatch(PEOPLE::contains);
        boolean isOfAnother =
                words.stream().anyMatch(word -> (isNumber(word) && !word.equals("1")) || OTHERS.contains(word));
        return isOfPerson && isOfAnother
                ? ""
                : words.stream()
                        .filter(word -> !PEOPLE.contains(word) && !PLACES.contains(word) && !isNumber(word))
                        .collect(Collectors.joining());
    }

    private static String unremarked(String name) {
        return REMARK.matcher(name).replaceAll("");
    }

    private static boolean isNumber(String word) {
        return Character.isDigit(word.codePointAt(0));
    }

    static Map<String, List<String>> read(String resource) {
        var properties = new Properties();
        try (var stream = Objects.requireNonNull(Names.class.getResourceAsStream(resource), resource)) {
            properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toUnmodifiableMap(
                        key -> key, key -> List.of(properties.getProperty(key).split(",\\s*"))));
    }
}
