package latchkey.transfer.sheet;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import io.vertx.core.buffer.Buffer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import latchkey.web.Problem;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;

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
    private static final long MOST_OTHER_BYTES = 16L * 1024 * 1024;

    /**
     * Of a tag and the text that follows it. A cell holds 32,767 characters, of up to four bytes or some more where they
     * are escaped; other parts hold keys.
     */
    private static final int MOST_BYTES_OF_A_TAG = 1024 * 1024;

    /** As many characters as a cell holds: what has more of them is a tag with as many attributes. */
    private static final int MOST_EQUALS_SIGNS = 32_767;

    /** A spreadsheet uses a few hundred. The parser keeps each, and looks the longer for the next the more it has. */
    private static final int MOST_NAMES = 10_000;

    private static final XMLInputFactory XML = xml();

    private final Budget sheets = new Budget(MOST_SHEET_BYTES);
    private final Budget texts = new Budget(MOST_TEXT_BYTES);
    private final Budget others = new Budget(MOST_OTHER_BYTES);
    private long textCount;
    private int highestText = -1;
    private final Set<String> names = new HashSet<>();

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
                try (var part = size.new Part(zip.getInputStream(entry))) {
                    size.add(part, entry.getName().equalsIgnoreCase(TEXTS));
                }
            }
        }
        if (size.highestText >= size.textCount && size.highestText >= 0) {
            throw WorkbookSheet.damaged();
        }
    }

    /** The library reads as a sheet whatever part the workbook calls one, so what has rows is looked at as one. */
    private void add(Part part, boolean isTexts) {
        var shape = new SheetShape();
        Budget usual = isTexts ? texts : others;
        part.chargeTo(usual);
        try {
            XMLStreamReader xml = XML.createXMLStreamReader(part);
            while (xml.hasNext()) {
                int event = xml.next();
                addNames(xml, event);
                boolean isRow = shape.sees(xml, event);
                part.chargeTo(shape.isWithinRows() ? sheets : usual);
                if (isRow) {
                    part.beginRow();
                }
            }
        } catch (XMLStreamException e) {
            // The library gets no further than here.
        } finally {
            part.chargeTo(usual);
            textCount += shape.texts();
            highestText = Math.max(highestText, shape.highestText());
        }
    }

    private void addNames(XMLStreamReader xml, int event) {
        if (event == XMLStreamReader.PROCESSING_INSTRUCTION) {
            names.add(xml.getPITarget());
        } else if (event == XMLStreamReader.START_ELEMENT) {
            addName(xml.getPrefix(), xml.getLocalName());
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                addName(xml.getAttributePrefix(i), xml.getAttributeLocalName(i));
            }
            for (int i = 0; i < xml.getNamespaceCount(); i++) {
                addName("xmlns", xml.getNamespacePrefix(i));
            }
        }
        if (names.size() > MOST_NAMES) {
            throw tooLarge();
        }
    }

    private void addName(@Nullable String prefix, @Nullable String name) {
        names.add(prefix == null || prefix.isEmpty() ? String.valueOf(name) : prefix + ":" + name);
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

    /** How many bytes all parts of a kind may have together. */
    private static final class Budget {

        private long left;

        Budget(long bytes) {
            left = bytes;
        }
    }

    /** A file of the workbook, unpacked no further than it may be long. */
    private final class Part extends FilterInputStream {

        private Budget budget = others;
        private long uncharged;
        private long ofRow;
        private int ofATag;
        private int equalsSigns;

        Part(InputStream unpacked) {
            super(unpacked);
        }

        void chargeTo(Budget next) {
            budget.left -= uncharged;
            uncharged = 0;
            ofRow = budget.equals(next) ? ofRow : 0;
            budget = next;
        }

        void beginRow() {
            ofRow = 0;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            int read = super.read(bytes, offset, count);
            uncharged += Math.max(0, read);
            ofRow += Math.max(0, read);
            if (uncharged > budget.left || (isSheet() && ofRow > SheetShape.MOST_ROW_BYTES)) {
                throw tooLarge();
            }
            // A parser keeps a tag, and a text, as a whole. Within a tag there is no other "<", but there may be a ">".
            for (int i = offset; i < offset + read; i++) {
                if (bytes[i] == 0 && isSheet()) {
                    // In UTF-16, which no spreadsheet writes, the end of a tag could not be told.
                    throw WorkbookSheet.damaged();
                }
                boolean isNext = bytes[i] == '<';
                ofATag = isNext ? 0 : ofATag + 1;
                equalsSigns = isNext ? 0 : equalsSigns + (bytes[i] == '=' ? 1 : 0);
                if (ofATag > MOST_BYTES_OF_A_TAG || equalsSigns > MOST_EQUALS_SIGNS) {
                    throw tooLarge();
                }
            }
            return read;
        }

        private boolean isSheet() {
            return budget.equals(sheets);
        }
    }
}
