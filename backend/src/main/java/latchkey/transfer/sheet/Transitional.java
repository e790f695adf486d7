package latchkey.transfer.sheet;

import io.vertx.core.buffer.Buffer;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * Writes a workbook anew in the words that the library knows: it finds no sheets in one of the strict kind (ISO 29500), and
 * gives up at a cell with a date that is written as one.
 */
final class Transitional {

    static final String BOOK = "xl/workbook.xml";
    static final String STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    private static final String KNOWN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String SHEETS = "xl/worksheets/";

    private static final Pattern DATE = Pattern.compile("^(<(?:\\w+:)?c\\s(?:[^>]*\\s)?t=)([\"'])d\\2", Pattern.DOTALL);

    private Transitional() {}

    static InputStream of(Buffer file) throws IOException {
        var bytes = new ByteArrayOutputStream(file.length());
        try (var zip = ZipFile.builder()
                        .setSeekableByteChannel(new SeekableInMemoryByteChannel(file.getBytes()))
                        .get();
                var written = new ZipArchiveOutputStream(bytes)) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                written.putArchiveEntry(new ZipArchiveEntry(entry.getName()));
                try (var part = new BufferedInputStream(zip.getInputStream(entry))) {
                    if (entry.getName().equalsIgnoreCase(BOOK)
                            || entry.getName().startsWith(SHEETS)) {
                        var buffered = new BufferedOutputStream(written);
                        copy(part, buffered);
                        buffered.flush();
                    } else {
                        var _ = part.transferTo(written);
                    }
                }
                written.closeArchiveEntry();
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    /** Tag by tag; which bytes make up a character is nothing to it. */
    private static void copy(InputStream part, OutputStream written) throws IOException {
        var piece = new StringBuilder();
        for (int next = part.read(); next >= 0; next = part.read()) {
            if (next == '<') {
                write(piece, written);
            }
            piece.append((char) next);
            if (next == '>') {
                write(piece, written);
            }
        }
        write(piece, written);
    }

    private static void write(StringBuilder piece, OutputStream written) throws IOException {
        String text = piece.toString();
        if (text.startsWith("<")) {
            text = DATE.matcher(text.replace(STRICT, KNOWN)).replaceFirst("$1$2str$2");
        }
        written.write(text.getBytes(StandardCharsets.ISO_8859_1));
        piece.setLength(0);
    }
}
