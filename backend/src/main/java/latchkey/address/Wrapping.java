package latchkey.address;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people, mail programs and spreadsheets leave around an email address. */
final class Wrapping {

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\u034F\\uFE00-\\uFE0F]");
    private static final Pattern BEFORE = Pattern.compile("^[\\s\\p{Z}\"“”„«»<(\\[,;:]+");
    private static final Pattern BEHIND = Pattern.compile("[\\s\\p{Z}\"“”„«»>)\\],;:.!?]+$");
    private static final Pattern QUOTED = Pattern.compile("^['‘]?(.*)['’]$", Pattern.DOTALL);
    private static final Pattern MAILTO =
            Pattern.compile("^mailto:([^?]*).*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    /** {@code Anna <anna@example.test>}, and what Outlook makes of it: {@code Anna [mailto:anna@example.test]}. */
    private static final Pattern WITH_NAME = Pattern.compile(
            "(?<name>[^<]*?)(<(?<address>[^<>]*)>|\\[(?<link>mailto:[^\\]]*)\\])[^<>@]*",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    /** No two parts of a pattern match the same: anybody may type what makes such a pattern slow. */
    private static final String PIECE = "[^\\s\\p{Z}@]+";

    /** {@code anna@example.test (work)} */
    private static final Pattern REMARK =
            Pattern.compile("^(\\s*" + PIECE + "@" + PIECE + ")[\\s\\p{Z}]+\\([^()@]*\\)\\s*$");

    /** {@code Email: anna@example.test}, as below a letter. */
    private static final Pattern LABEL =
            Pattern.compile("^[\\s\\p{Z}]*(e-?mail|mail)([\\s\\p{Z}]+address)?[\\s\\p{Z}]*:", Pattern.CASE_INSENSITIVE);

    private Wrapping() {}

    /** A name that looks like another address than the one behind it stays, so that the reader finds two. */
    static String takenOff(String typed) {
        String text = INVISIBLE
                .matcher(typed)
                .replaceAll("")
                .replace('＠', '@')
                .replace('．', '.')
                .replace('。', '.');
        text = LABEL.matcher(REMARK.matcher(text).replaceFirst("$1")).replaceFirst("");
        Matcher named = WITH_NAME.matcher(text);
        if (!named.matches()) {
            return bare(text);
        }
        String name = bare(named.group("name"));
        String address = bare(named.group("address") == null ? named.group("link") : named.group("address"));
        return name.contains("@") && !name.equalsIgnoreCase(address) ? bare(text) : address;
    }

    private static String bare(String text) {
        String less = BEHIND.matcher(BEFORE.matcher(text).replaceAll("")).replaceAll("");
        less = QUOTED.matcher(less).replaceAll("$1");
        Matcher mailto = MAILTO.matcher(less);
        less = mailto.matches() ? decoded(mailto.group(1)) : less;
        return less.equals(text) ? text : bare(less);
    }

    private static String decoded(String link) {
        try {
            return URLDecoder.decode(link.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return link;
        }
    }
}
