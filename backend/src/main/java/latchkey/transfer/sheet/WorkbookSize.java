package latchkey.transfer.sheet;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import io.vertx.core.buffer.Buffer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import latchkey.web.Problem;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * Looks through a workbook before it is read: what is packed in a few bytes may fill any memory, and the library makes a
 * list of all cells of a row, up to the place that the last one says it has. Unpacks and parses as the library does, so
 * that both see the same.
 */
final class WorkbookSize {

    private static final String SHEETS = "xl/worksheets/";

    /** All texts of a workbook are in memory at once. */
    private static final String TEXTS = "xl/sharedStrings.xml";

    /** The element around the rows. */
    private static final String ROWS = "sheetData";

    private static final long MOST_SHEET_BYTES = 512L * 1024 * 1024;
    private static final long MOST_TEXT_BYTES = 32L * 1024 * 1024;

    /** Of everything else in it: formats, names, pictures. */
    private static final long MOST_OTHER_BYTES = 32L * 1024 * 1024;

    private static final long MOST_ROW_BYTES = 4L * 1024 * 1024;

    /** A cell holds 32,767 characters, of up to four bytes or some more where they are escaped. */
    private static final int MOST_BYTES_OF_A_TAG_OR_TEXT = 256 * 1024;

    private static final int MOST_CELLS = 16_384;
    private static final int MOST_CHARACTERS_OF_A_NUMBER = 400;

    /** Excel's last column is XFD. */
    private static final Pattern PLACE = Pattern.compile("[A-Z]{1,3}[0-9]{1,7}");

    private static final XMLInputFactory XML = xml();

    private long sheets;
    private long others;

    private WorkbookSize() {}

    /**
     * @throws Problem 413 if it is too large to be read
     * @throws XMLStreamException if a sheet is damaged, and IOException if the file is
     */
    static void check(Buffer file) throws IOException, XMLStreamException {
        var size = new WorkbookSize();
        try (var zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file.getBytes()))
                .get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                if (isSheet(entry.getName()) || size.hasRows(entry.getName(), new Part(zip.getInputStream(entry)))) {
                    size.addSheet(new Part(zip.getInputStream(entry)));
                }
            }
        }
    }

    private static boolean isSheet(String name) {
        return name.startsWith(SHEETS) && name.endsWith(".xml");
    }

    private void addSheet(Part part) throws IOException, XMLStreamException {
        try (part) {
            part.mustHaveAtMost(MOST_SHEET_BYTES - sheets);
            part.isSheet = true;
            checkSheet(part);
            sheets += part.length;
        }
    }

    /** The library reads as a sheet whatever part the workbook calls one, so what has rows is looked at as one. */
    private boolean hasRows(String name, Part part) throws IOException {
        try (part) {
            part.mustHaveAtMost(
                    name.equalsIgnoreCase(TEXTS) ? MOST_TEXT_BYTES : Math.max(0, MOST_OTHER_BYTES - others));
            var rows = new Mentioned(ROWS);
            var _ = part.transferTo(rows);
            others += name.equalsIgnoreCase(TEXTS) ? 0 : part.length;
            return rows.isFound;
        }
    }

    private static void checkSheet(Part part) throws XMLStreamException {
        XMLStreamReader xml = XML.createXMLStreamReader(part);
        int cells = 0;
        boolean isNumber = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamReader.END_ELEMENT && xml.getLocalName().equals("sheetData")) {
                return; // What is below is not read.
            }
            if (event != XMLStreamReader.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "row" -> {
                    part.row = part.length;
                    cells = 0;
                }
                case "c" -> {
                    cells++;
                    isNumber = Optional.ofNullable(xml.getAttributeValue(null, "t"))
                            .orElse("n")
                            .equals("n");
                    Optional<String> place = Optional.ofNullable(xml.getAttributeValue(null, "r"));
                    if (cells > MOST_CELLS) {
                        throw tooLarge();
                    }
                    if (place.isPresent() && !PLACE.matcher(place.get()).matches()) {
                        throw new XMLStreamException("No place of a cell");
                    }
                }
                case "v" -> {
                    if (isNumber && xml.getElementText().length() > MOST_CHARACTERS_OF_A_NUMBER) {
                        throw tooLarge();
                    }
                }
                default -> {
                    // Says how the sheet looks.
                }
            }
        }
    }

    private static Problem tooLarge() {
        return Problem.of(413, "workbook-too-large");
    }

    private static XMLInputFactory xml() {
        var factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** Whether a word is in what is written to it, whose letters take a byte, or several that are zeros but for one. */
    private static final class Mentioned extends OutputStream {

        private final String word;
        private int letters;
        private boolean isFound;

        /** @param word its first letter is not in it again */
        Mentioned(String word) {
            this.word = word;
        }

        @Override
        public void write(int letter) {
            if (letter != 0 && !isFound) {
                letters = letter == word.charAt(letters) ? letters + 1 : letter == word.charAt(0) ? 1 : 0;
                isFound = letters == word.length();
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int count) {
            for (int i = offset; i < offset + count; i++) {
                write(bytes[i]);
            }
        }
    }

    /** A file of the workbook, unpacked no further than it may be long. */
    private static final class Part extends FilterInputStream {

        private long most;
        private boolean isSheet;
        private long length;
        private long row;
        private int ofATagOrText;

        Part(InputStream unpacked) {
            super(unpacked);
        }

        void mustHaveAtMost(long bytes) {
            most = bytes;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            int read = super.read(bytes, offset, count);
            length += Math.max(0, read);
            if (length > most || (isSheet && length - row > MOST_ROW_BYTES)) {
                throw tooLarge();
            }
            // A parser keeps a tag, and a text, as a whole.
            for (int i = offset; isSheet && i < offset + read; i++) {
                if (bytes[i] == 0) {
                    // In UTF-16, which no spreadsheet writes, the end of a tag could not be told.
                    throw new IOException("A sheet that is not in UTF-8");
                }
                ofATagOrText = bytes[i] == '>' || bytes[i] == '<' ? 0 : ofATagOrText + 1;
                if (ofATagOrText > MOST_BYTES_OF_A_TAG_OR_TEXT) {
                    throw tooLarge();
                }
            }
            return read;
        }
    }
}
