package latchkey.search;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The ways to write a phone number that begins with the typed text. A region's code is read as that of its country (ISO
 * 3166): {@code au} has +61, and its national numbers begin with 0.
 */
public final class PhoneNumbers {

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
    private static final Pattern WRITTEN = Pattern.compile("\\+?[()./ \\u00a0-]*+[0-9][0-9()./ \\u00a0-]*+");

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private static final Pattern NOT_DIALLED = Pattern.compile("\\(0\\)|[^0-9]");

    /** After a country's code without a plus, fewer digits are more likely something else. */
    private static final int FEWEST_DIGITS = 6;

    private PhoneNumbers() {}

    /** The phone number that the whole search is, with its country's code; one for each region where it is valid. */
    static List<String> whole(String search, List<String> regions) {
        return WRITTEN.matcher(search.strip()).matches()
                ? regions.stream()
                        .flatMap(region -> parsed(search, region).stream())
                        .map(PhoneNumbers::international)
                        .distinct()
                        .toList()
                : List.of();
    }

    /**
     * In the form of the column {@code search}, where numbers begin with the code of a region.
     *
     * @param word gives none unless it has only digits and what is written between them
     */
    static Stream<String> spellings(String word, List<String> regions) {
        return WRITTEN.matcher(word).matches()
                ? regions.stream()
                        .map(region -> region.toUpperCase(Locale.ROOT))
                        .filter(LIBRARY.getSupportedRegions()::contains)
                        .flatMap(country -> spellingsOf(word, country))
                : Stream.empty();
    }

    /** The ways in which a region's contacts may have the number, as in the index {@code contact_phone}. */
    public static List<String> keys(String phone, String region) {
        String digits = NOT_DIALLED.matcher(phone).replaceAll("");
        return digits.length() < FEWEST_DIGITS
                ? List.of()
                : Stream.concat(
                                Stream.of(region.toUpperCase(Locale.ROOT) + digits),
                                Stream.concat(
                                                Stream.of(phone),
                                                parsed(phone, region).map(PhoneNumbers::international).stream())
                                        .flatMap(written -> spellings(written, List.of(region))))
                        .distinct()
                        .toList();
    }

    /** Whether it is a national number of the region without its trunk prefix, such as a leading 0. */
    public static boolean lacksTrunk(String phone, String region) {
        String country = region.toUpperCase(Locale.ROOT);
        return DIGITS.matcher(phone).matches()
                && LIBRARY.getSupportedRegions().contains(country)
                && !trunk(country).isEmpty()
                && parsed(phone, region)
                        .map(number -> LIBRARY.format(number, PhoneNumberFormat.NATIONAL))
                        .map(PhoneNumberUtil::normalizeDigitsOnly)
                        .filter((trunk(country) + phone)::equals)
                        .isPresent();
    }

    private static Stream<String> spellingsOf(String word, String country) {
        String digits = NOT_DIALLED.matcher(word).replaceAll("");
        String code = Integer.toString(LIBRARY.getCountryCodeForRegion(country));
        String trunk = trunk(country);
        if (digits.startsWith(code) && (word.startsWith("+") || digits.length() >= code.length() + FEWEST_DIGITS)) {
            String national = digits.substring(code.length());
            return Stream.of(code + national, trunk + national, national).map(country::concat);
        }
        return !trunk.isEmpty() && digits.startsWith(trunk)
                ? Stream.of(country + code + digits.substring(trunk.length()))
                : Stream.empty();
    }

    /** The trunk prefix of national numbers, which may be empty. */
    private static String trunk(String country) {
        return Optional.ofNullable(LIBRARY.getNddPrefixForRegion(country, true)).orElse("");
    }

    private static String international(PhoneNumber number) {
        return "+" + number.getCountryCode() + LIBRARY.getNationalSignificantNumber(number);
    }

    private static Optional<PhoneNumber> parsed(String typed, String region) {
        try {
            PhoneNumber number = LIBRARY.parse(typed, region.toUpperCase(Locale.ROOT));
            return Optional.of(number).filter(LIBRARY::isValidNumber);
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}
