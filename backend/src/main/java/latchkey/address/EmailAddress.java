package latchkey.address;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One e-mail address that mail can be sent to, in the one spelling that is stored and compared: NFC, lower-case.
 * What is refused, and why, says {@code docs/decisions/055-one-address-and-nothing-else.md}.
 */
public record EmailAddress(String value) {

    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL_PART = 64;
    private static final Pattern BLANKS_AROUND = Pattern.compile("^[ \\t\\u00a0]+|[ \\t\\u00a0]+$");
    private static final String ATOM = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final Pattern LOCAL_PART = Pattern.compile(ATOM + "(\\." + ATOM + ")*");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern TOP_LABEL = Pattern.compile(".*[^0-9].*");

    public EmailAddress {
        if (!isOne(value)) {
            throw new IllegalArgumentException("Not a normalised email address.");
        }
    }

    /** The address that somebody typed, if it is one and nothing else. */
    public static Optional<EmailAddress> parse(String typed) {
        if (typed.length() > 2 * LONGEST || typed.codePoints().anyMatch(EmailAddress::isLookAlike)) {
            return Optional.empty();
        }
        return Optional.of(normalised(BLANKS_AROUND.matcher(typed).replaceAll("")))
                .filter(EmailAddress::isOne)
                .map(EmailAddress::new);
    }

    public String localPart() {
        return value.substring(0, value.indexOf('@'));
    }

    public String domain() {
        return domain(value);
    }

    /** The address as SMTP takes it: the domain in ASCII (RFC 5891). */
    public String onTheWire() {
        return localPart() + "@" + IDN.toASCII(domain());
    }

    private static String normalised(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** A character such as the Kelvin sign, which normalising would turn into another address's ASCII letter. */
    private static boolean isLookAlike(int character) {
        return character >= 128 && normalised(Character.toString(character)).codePointAt(0) < 128;
    }

    private static boolean isOne(String address) {
        int at = address.indexOf('@');
        return at > 0
                && at <= LONGEST_LOCAL_PART
                && address.length() <= LONGEST
                && normalised(address).equals(address)
                && LOCAL_PART.matcher(address.substring(0, at)).matches()
                && isDomain(domain(address), LONGEST - at - 1);
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

    private static String domain(String address) {
        return address.substring(address.indexOf('@') + 1);
    }
}
