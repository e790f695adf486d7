package latchkey.address;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import latchkey.text.Unicode;

/**
 * One email address that mail can be sent to, in the one spelling that is stored and compared: NFC, lower-case.
 * {@code docs/decisions/055-one-address-and-nothing-else.md} says what is refused, and why.
 */
public record EmailAddress(String value) {

    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL_PART = 64;

    /** Twice the longest address: room for a name before it. */
    static final int LONGEST_TYPED = 2 * LONGEST;

    private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}]");
    private static final Pattern MEANT = Pattern.compile("[^\\s\\p{Z}]+@[^\\s\\p{Z}]+");
    private static final Pattern STRAY = Pattern.compile("[\"<>()\\[\\]\\\\:;]");
    private static final Pattern STRAY_IN_DOMAIN = Pattern.compile("[\\p{Punct}&&[^.-]]");
    private static final Pattern LATIN = Pattern.compile("\\p{IsLatin}");
    private static final Pattern LIKE_LATIN =
            Pattern.compile("[\\p{IsCyrillic}\\p{IsGreek}\\p{IsArmenian}\\p{IsCherokee}]");
    private static final String ATOM = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final Pattern LOCAL_PART = Pattern.compile(ATOM + "(\\." + ATOM + ")*");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern TOP_LABEL = Pattern.compile(".*[^0-9].*");

    public EmailAddress {
        if (!normalised(value).equals(value) || fault(value).isPresent()) {
            throw new IllegalArgumentException("Not a normalised email address.");
        }
    }

    /** The address that somebody typed or pasted, if it is one. */
    public static Optional<EmailAddress> parse(String typed) {
        return TypedAddress.of(typed).address();
    }

    /**
     * The part of a typed address that the history may keep: the address, or a text in one piece that was meant as one.
     * Anything else may be a password, and is empty.
     */
    public static String kept(String typed) {
        return parse(typed)
                .map(EmailAddress::value)
                .orElseGet(() ->
                        typed.length() <= LONGEST_TYPED && MEANT.matcher(typed).matches() && Unicode.isLine(typed)
                                ? typed
                                : "");
    }

    public String localPart() {
        return value.substring(0, value.indexOf('@'));
    }

    public String domain() {
        return value.substring(value.indexOf('@') + 1);
    }

    /** The address as SMTP takes it: the domain in ASCII (RFC 5891). */
    public String onTheWire() {
        return localPart() + "@" + IDN.toASCII(domain());
    }

    static String normalised(String address) {
        return Normalizer.normalize(address, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** Why a text isn't an address, whatever its spelling. */
    static Optional<AddressFault> fault(String text) {
        String address = normalised(text);
        int at = address.indexOf('@');
        if (address.isEmpty()) {
            return Optional.of(AddressFault.MISSING);
        }
        if (at < 0) {
            return Optional.of(AddressFault.NO_AT);
        }
        if (at != address.lastIndexOf('@')) {
            return Optional.of(address.contains("@@") ? AddressFault.TWO_AT : AddressFault.TWO_ADDRESSES);
        }
        if (BLANK.matcher(text).find()) {
            return Optional.of(AddressFault.SPACE_INSIDE);
        }
        if (text.codePoints().anyMatch(EmailAddress::isLookAlike)
                || Stream.of(text.split("[.@]", -1)).anyMatch(EmailAddress::mixesScripts)) {
            return Optional.of(AddressFault.LOOK_ALIKE);
        }
        return fault(address, address.substring(0, at), address.substring(at + 1));
    }

    private static Optional<AddressFault> fault(String address, String localPart, String domain) {
        if (localPart.isEmpty()) {
            return Optional.of(AddressFault.NOTHING_BEFORE_AT);
        }
        if (domain.isEmpty()) {
            return Optional.of(AddressFault.NOTHING_AFTER_AT);
        }
        if (address.contains(",")) {
            return Optional.of(AddressFault.COMMA);
        }
        if (STRAY.matcher(localPart).find() || STRAY_IN_DOMAIN.matcher(domain).find()) {
            return Optional.of(AddressFault.STRAY_SIGN);
        }
        if (address.contains("..")) {
            return Optional.of(AddressFault.TWO_DOTS);
        }
        if (localPart.startsWith(".") || domain.startsWith(".")) {
            return Optional.of(AddressFault.NOTHING_BEFORE_DOT);
        }
        if (localPart.endsWith(".")) {
            return Optional.of(AddressFault.DOT_BEFORE_AT);
        }
        if (!domain.contains(".")) {
            return Optional.of(AddressFault.NO_DOT_AFTER_AT);
        }
        if (localPart.chars().anyMatch(character -> character >= 128)) {
            return Optional.of(AddressFault.LETTER_BEFORE_AT);
        }
        if (localPart.length() > LONGEST_LOCAL_PART || address.length() > LONGEST) {
            return Optional.of(AddressFault.TOO_LONG);
        }
        return LOCAL_PART.matcher(localPart).matches() && isDomain(domain, LONGEST - localPart.length() - 1)
                ? Optional.empty()
                : Optional.of(AddressFault.MALFORMED);
    }

    /** A character such as the Kelvin sign, which normalising would turn into another address's ASCII letter. */
    private static boolean isLookAlike(int character) {
        return character >= 128
                && Normalizer.normalize(Character.toString(character), Normalizer.Form.NFKC)
                                .toLowerCase(Locale.ROOT)
                                .codePointAt(0)
                        < 128;
    }

    /** Latin letters beside those of a script with the same shapes: one of them isn't what it looks like. */
    private static boolean mixesScripts(String label) {
        return LATIN.matcher(label).find() && LIKE_LATIN.matcher(label).find();
    }

    private static boolean isDomain(String domain, int longest) {
        String[] labels = domain.split("\\.", -1);
        return labels.length > 1
                && Stream.of(labels).allMatch(EmailAddress::isLabel)
                && TOP_LABEL.matcher(labels[labels.length - 1]).matches()
                && IDN.toASCII(domain).length() <= longest;
    }

    /** Letters of other scripts count only where the domain name system keeps them as they are. */
    private static boolean isLabel(String label) {
        try {
            String ascii = IDN.toASCII(label, IDN.USE_STD3_ASCII_RULES);
            return LABEL.matcher(ascii).matches()
                    && (ascii.equals(label) || IDN.toUnicode(ascii).equals(label));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
