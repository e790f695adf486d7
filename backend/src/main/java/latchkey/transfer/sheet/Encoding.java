package latchkey.transfer.sheet;

import io.vertx.core.buffer.Buffer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import latchkey.web.Problem;

/** How a file writes its characters, as is told by its first bytes or by what its text would be. */
record Encoding(String name, Charset charset) {

    private static final Encoding UTF_8 = new Encoding("UTF-8", StandardCharsets.UTF_8);
    private static final Encoding UTF_16LE = new Encoding("UTF-16", StandardCharsets.UTF_16LE);
    private static final Encoding UTF_16BE = new Encoding("UTF-16", StandardCharsets.UTF_16BE);
    private static final Encoding WINDOWS = new Encoding("Windows-1252", Charset.forName("windows-1252"));
    private static final Encoding MACINTOSH = new Encoding("Mac OS Roman", Charset.forName("x-MacRoman"));

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** Characters beyond ASCII where names and sentences have them; what is read in a wrong encoding has them elsewhere. */
    private static final Pattern PLAUSIBLE = Pattern.compile(
            "(?<!\\p{Ll})[À-ÖØ-Þ](?!\\p{Lu}\\p{Ll})|[ß-öø-ÿšœž]" + "|(?<=\\p{L})[’”™…]|[‘“](?=\\p{L})|(?<= )[–—](?= )");

    static Encoding of(Buffer file) throws IOException {
        if (startsWith(file, 0xFF, 0xFE)) {
            return UTF_16LE;
        }
        if (startsWith(file, 0xFE, 0xFF)) {
            return UTF_16BE;
        }
        mustBeText(file);
        if (isUtf8(file)) {
            return UTF_8;
        }
        return MACINTOSH.plausible(file) > WINDOWS.plausible(file) ? MACINTOSH : WINDOWS;
    }

    BufferedReader reader(Buffer file) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(new BufferInput(file), charset));
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    /** No text has a NUL: that would be a picture, or UTF-16 without a mark. */
    private static void mustBeText(Buffer file) {
        for (int i = 0; i < file.length(); i++) {
            if (file.getByte(i) == 0) {
                throw Problem.of(400, "bad-request").field("body", "is not a CSV file");
            }
        }
    }

    private static boolean isUtf8(Buffer file) throws IOException {
        try (Reader strict = new InputStreamReader(new BufferInput(file), StandardCharsets.UTF_8.newDecoder())) {
            strict.transferTo(Writer.nullWriter());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private long plausible(Buffer file) throws IOException {
        try (BufferedReader reader = reader(file)) {
            return reader.lines()
                    .mapToLong(line -> PLAUSIBLE.matcher(line).results().count())
                    .sum();
        }
    }

    private static boolean startsWith(Buffer file, int first, int second) {
        return file.length() >= 2 && file.getUnsignedByte(0) == first && file.getUnsignedByte(1) == second;
    }
}
