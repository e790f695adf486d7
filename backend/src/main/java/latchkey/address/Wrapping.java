package latchkey.address;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What people, mail programs and spreadsheets leave around an email address. */
final class Wrapping {

    /** A fast path: most addresses have nothing around them, and a list has 100,000. */
    private static final Pattern ALONE = Pattern.compile("[A-Za-z0-9._+-]++@[A-Za-z0-9.-]*[A-Za-z0-9]");

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\u034F\\uFE00-\\uFE0F]");
    private static final Pattern BEFORE = Pattern.compile("^[\\s\\p{Z}\\p{So}\"“”„«»‹›<(\\[,;:、•·]+");
    private static final String SIGN_BEHIND = "[\\s\\p{Z}\"“”„«»‹›>)\\],;:.!?…、]";
    private static final Pattern BEHIND = Pattern.compile("(?<!" + SIGN_BEHIND + ")" + SIGN_BEHIND + "++$");

    /** Style marks too, as in {@code *anna@example.test*}; only in front they may belong to the address. */
    private static final Pattern QUOTED = Pattern.compile(
            "^(?:['‘`](?=.*['’`´]$)|\\{(?=.*\\}$)|([*_~|/#])(?=.*\\1$))?(.*)['’`´}*_~|/#\\\\]$", Pattern.DOTALL);

    private static final Pattern MAILTO =
            Pattern.compile("^mailto:(?://)?([^?]*).*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    /**
     * {@code Anna <anna@example.test>}, and what Outlook makes of it: {@code Anna [mailto:anna@example.test]} or
     * {@code Anna (anna@example.test)}.
     */
    private static final Pattern WITH_NAME = Pattern.compile(
            "(?<name>[^<]*?)(<(?<address>[^<>]*)>|\\[(?<link>mailto:[^\\[\\]@]*+@[^\\[\\]]*+)\\]|"
                    + "\\((?<inside>[^()@]++@[^()@]++)\\))[^<>@]*",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    /** No two parts of a pattern match the same text: otherwise anybody could type something that makes it slow. */
    private static final String PIECE = "[^\\s\\p{Z}@]++";

    /** {@code anna@example.test (work)} */
    private static final Pattern REMARK =
            Pattern.compile("^(\\s*" + PIECE + "@" + PIECE + ")[\\s\\p{Z}]+\\([^()@]*\\)\\s*$");

    /** {@code Email: anna@example.test}, as below a letter, and what begins a mail header or a list item. */
    private static final Pattern LABEL = Pattern.compile(
            "^[\\s\\p{Z}]*([*–—-][\\s\\p{Z}]+|"
                    + "(e-?mail|e|mail|from|to|cc|reply-to|smtp)([\\s\\p{Z}]+address)?[\\s\\p{Z}]*:)",
            Pattern.CASE_INSENSITIVE);

    /** {@code "Anna" anna@example.test} and {@code Anna Two: anna@example.test}: in quotes, or two words and a sign. */
    private static final Pattern NAME =
            Pattern.compile("^[\\s\\p{Z}]*+(?:[\"“„][^\"“”„@<]++[\"”]|[^\\s\\p{Z}@<]++[\\s\\p{Z}]++\\p{L}[^@<]*[:|–—•])"
                    + "[\\s\\p{Z}]++(?=" + PIECE + "@" + PIECE + "[\\s\\p{Z}]*+$)");

    /** What a phone writes for the apostrophe within a name; mail servers accept only the plain one. */
    private static final Pattern APOSTROPHE = Pattern.compile("(?<=\\p{L})[’‘ʼ´](?=\\p{L}[^\\s\\p{Z}@]{0,64}+@)");

    /** No address has one of them, before the @ or behind it. */
    private static final Pattern BETWEEN =
            Pattern.compile("<a\\s++href=|</a>|#(?=mailto:)|[\\s\\p{Z}<>\"()\\[\\],;]", Pattern.CASE_INSENSITIVE);

    private static final int MOST_LAYERS = 10;

    private Wrapping() {}

    /** A name that looks like an address other than the one behind it stays, so that two addresses are found. */
    static String takenOff(String typed) {
        if (ALONE.matcher(typed).matches()) {
            return typed;
        }
        String text = INVISIBLE
                .matcher(typed)
                .replaceAll("")
                .replace('＠', '@')
                .replace('．', '.')
                .replace('。', '.');
        text = APOSTROPHE.matcher(text).replaceAll("'");
        text = LABEL.matcher(REMARK.matcher(text).replaceFirst("$1")).replaceFirst("");
        text = once(NAME.matcher(text).replaceFirst(""));
        Matcher named = WITH_NAME.matcher(text);
        if (!named.matches()) {
            return bare(text);
        }
        String name = bare(named.group("name"));
        String address = bare(Stream.of("address", "link", "inside")
                .map(named::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow());
        return name.contains("@") && !isSame(name, address) ? bare(text) : address;
    }

    /** A text is one address several times only if each piece of it is that address. */
    private static String once(String text) {
        if (text.indexOf('@') == text.lastIndexOf('@')) {
            return text;
        }
        List<String> pieces = BETWEEN.splitAsStream(text)
                .map(Wrapping::bare)
                .filter(piece -> !piece.isEmpty())
                .toList();
        boolean isOne = !pieces.isEmpty() && pieces.stream().allMatch(piece -> isSame(piece, pieces.getFirst()));
        return isOne ? pieces.getFirst() : text;
    }

    /** Whether they differ only in the case of ASCII letters: a look-alike is another letter. */
    private static boolean isSame(String one, String other) {
        return Pattern.compile(one, Pattern.LITERAL | Pattern.CASE_INSENSITIVE)
                .matcher(other)
                .matches();
    }

    private static String bare(String text) {
        return bare(text, MOST_LAYERS);
    }

    private static String bare(String text, int layers) {
        String less = BEHIND.matcher(BEFORE.matcher(text).replaceAll("")).replaceAll("");
        less = QUOTED.matcher(less).replaceAll("$2");
        Matcher mailto = MAILTO.matcher(less);
        less = mailto.matches() ? decoded(mailto.group(1)) : less;
        return layers == 1 || less.equals(text) ? less : bare(less, layers - 1);
    }

    private static String decoded(String link) {
        try {
            return URLDecoder.decode(link.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return link;
        }
    }
}
