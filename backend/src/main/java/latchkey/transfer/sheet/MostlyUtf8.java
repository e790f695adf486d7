package latchkey.transfer.sheet;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text in UTF-8 and Windows-1252: somebody has put rows of another program into a list. */
final class MostlyUtf8 {

    private static final Charset OTHER = Charset.forName("windows-1252");

    private MostlyUtf8() {}

    /** Whether, beyond ASCII, what is UTF-8 is no less than what isn't. */
    static boolean is(Buffer file) {
        int characters = 0;
        int others = 0;
        int i = 0;
        while (i < file.length()) {
            int length = length(file, i);
            characters += length > 1 ? 1 : 0;
            others += length == 0 ? 1 : 0;
            i += Math.max(length, 1);
        }
        return characters > 0 && characters >= others;
    }

    /** The same text in UTF-8 alone: a byte that is no part of a character is one of the other encoding. */
    static Buffer mended(Buffer file) {
        Buffer text = Buffer.buffer(file.length());
        int i = 0;
        while (i < file.length()) {
            int length = length(file, i);
            if (length > 0) {
                text.appendBuffer(file, i, length);
            } else {
                text.appendString(new String(file.getBytes(i, i + 1), OTHER));
            }
            i += Math.max(length, 1);
        }
        return text;
    }

    /** How many bytes from there on are one character of UTF-8; 0 where none is. */
    private static int length(Buffer file, int start) {
        int first = file.getUnsignedByte(start);
        int length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        boolean isWhole = start + length <= file.length();
        return length == 1 || (isWhole && isCharacter(file.getBytes(start, start + length))) ? length : 0;
    }

    /** What can't be read is not written as it was. */
    private static boolean isCharacter(byte[] bytes) {
        return Arrays.equals(new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), bytes);
    }
}
