package latchkey.mail.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import latchkey.mail.Mailbox;

/**
 * Text for a mail's header, whatever its characters: it can't end its line, and all but plain ASCII is written as
 * encoded words (RFC 2047). Vert.x would let a line feed through, split surrogate pairs and put names into comments, so
 * headers are written here (docs/decisions/057-one-form-of-mail.md).
 */
final class HeaderText {

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\s]+");
    private static final Pattern PLAIN = Pattern.compile("[ -~&&[^=]]{0,60}");
    /** Bytes of text: as Base64 with its frame they leave room for the header's name in a line of 76 characters. */
    private static final int BYTES_OF_A_WORD = 36;

    private static final int LONGEST_LINE = 70;

    private HeaderText() {}

    /** Free text, such as a subject. */
    static String of(String text) {
        String line = oneLine(text);
        return PLAIN.matcher(line).matches() ? line : encoded(line);
    }

    /** An address with the name before it, if it has one. */
    static String mailbox(Mailbox mailbox) {
        String address = mailbox.address().onTheWire();
        if (mailbox.name().isBlank()) {
            return address;
        }
        String shown = name(mailbox.name());
        String bracketed = "<" + address + ">";
        return shown + (shown.length() + bracketed.length() > LONGEST_LINE ? "\r\n " : " ") + bracketed;
    }

    /** A display name before an address. */
    static String name(String text) {
        String line = oneLine(text);
        return PLAIN.matcher(line).matches()
                ? '"' + line.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
                : encoded(line);
    }

    private static String oneLine(String text) {
        return CONTROLS.matcher(text).replaceAll(" ").strip();
    }

    private static String encoded(String line) {
        return String.join(
                "\r\n ", words(line).stream().map(HeaderText::encodedWord).toList());
    }

    private static String encodedWord(String word) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(word.getBytes(UTF_8)) + "?=";
    }

    private static List<String> words(String line) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        for (int character : line.codePoints().toArray()) {
            String next = Character.toString(character);
            if ((word + next).getBytes(UTF_8).length > BYTES_OF_A_WORD) {
                words.add(word.toString());
                word.setLength(0);
            }
            word.append(next);
        }
        words.add(word.toString());
        return words;
    }
}
