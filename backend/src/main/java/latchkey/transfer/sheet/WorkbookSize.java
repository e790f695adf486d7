package latchkey.transfer.sheet;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import io.vertx.core.buffer.Buffer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
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
 * that both see the same; what can't be parsed, such as a picture, the library can't read either.
 */
final class WorkbookSize {

    /** All texts of a workbook are in memory at once. */
    private static final String TEXTS = "xl/sharedStrings.xml";

    private static final long MOST_SHEET_BYTES = 512L * 1024 * 1024;
    private static final long MOST_TEXT_BYTES = 32L * 1024 * 1024;

    /** Of everything else in it: formats, names, drawings. */
    private static final long MOST_OTHER_BYTES = 32L * 1024 * 1024;

    /** A cell holds 32,767 characters, of up to four bytes or some more where they are escaped. */
    private static final int MOST_BYTES_OF_A_TAG_OR_TEXT = 256 * 1024;

    private static final XMLInputFactory XML = xml();

    private long sheets;
    private long others;

    private WorkbookSize() {}

    /**
     * @throws Problem 413 if it is too large to be read, 400 if no spreadsheet wrote it
     * @throws IOException if the file is damaged
     */
    static void check(Buffer file) throws IOException {
        var size = new WorkbookSize();
        try (var zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file.getBytes()))
                .get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                try (var part = new Part(zip.getInputStream(entry))) {
                    size.add(part, entry.getName().equalsIgnoreCase(TEXTS));
                }
            }
        }
    }

    /** The library reads as a sheet whatever part the workbook calls one, so what has rows is looked at as one. */
    private void add(Part part, boolean isTexts) {
        part.most = isTexts ? MOST_TEXT_BYTES : MOST_OTHER_BYTES - others;
        try {
            check(part);
        } catch (XMLStreamException e) {
            return; // The library gets no further than here.
        } finally {
            if (part.isSheet) {
                sheets += part.length;
            } else if (!isTexts) {
                others += part.length;
            }
        }
    }

    private void check(Part part) throws XMLStreamException {
        XMLStreamReader xml = XML.createXMLStreamReader(part);
        var shape = new SheetShape();
        while (xml.hasNext() && !shape.isOver()) {
            int event = xml.next();
            if (event == XMLStreamReader.END_ELEMENT) {
                shape.leaves();
            } else if (event == XMLStreamReader.START_ELEMENT) {
                if (shape.enters(xml)) {
                    part.row = part.length;
                }
                if (shape.hasRows() && !part.isSheet) {
                    part.isSheet = true;
                    part.row = part.length;
                    part.most = MOST_SHEET_BYTES - sheets;
                }
            }
        }
    }

    static Problem tooLarge() {
        return Problem.of(413, "workbook-too-large");
    }

    private static XMLInputFactory xml() {
        var factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
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

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            int read = super.read(bytes, offset, count);
            length += Math.max(0, read);
            if (length > most || (isSheet && length - row > SheetShape.MOST_ROW_BYTES)) {
                throw tooLarge();
            }
            // A parser keeps a tag, and a text, as a whole.
            for (int i = offset; isSheet && i < offset + read; i++) {
                if (bytes[i] == 0) {
                    // In UTF-16, which no spreadsheet writes, the end of a tag could not be told.
                    throw WorkbookSheet.damaged();
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
