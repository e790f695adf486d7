package latchkey.transfer.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.vertx.core.buffer.Buffer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import latchkey.web.Problem;

/**
 * A file as spreadsheets and CRMs write them: UTF-8 or Windows-1252, with commas, semicolons or tabs. It is read row by
 * row, so that no more than a few rows are in memory as texts; what is no such file is a {@link Problem}. Blocks; for
 * one thread at a time.
 */
public final class CsvFile {

    public static final int MAX_ROWS = 100_000;

    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final char[] SEPARATORS = {',', ';', '\t'};
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int LONGEST_HEADER = 64 * 1024;

    private final List<String> columns;
    private final CloseableIterator<CsvRecord> records;
    private int read;

    private CsvFile(CloseableIterator<CsvRecord> records) {
        this.records = records;
        this.columns = next(1).stream()
                .findFirst()
                .orElseThrow(() -> Problem.of(400, "bad-request").field("body", "has no row with column names"));
    }

    /** Reads the first row, which names the columns. */
    public static CsvFile open(Buffer file) {
        try {
            Charset charset = charset(file);
            return new CsvFile(CsvReader.builder()
                    .fieldSeparator(separator(reader(file, charset)))
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .ofCsvRecord(reader(file, charset))
                    .iterator());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<String> columns() {
        return columns;
    }

    /** The next rows; fewer at the end of the file, and none behind it. */
    public List<List<String>> next(int most) {
        try {
            var rows = new ArrayList<List<String>>();
            while (rows.size() < most && records.hasNext()) {
                rows.add(records.next().getFields().stream().map(Cells::read).toList());
                read++;
                if (read > MAX_ROWS + 1) {
                    throw Problem.of(413, "too-many-rows", MAX_ROWS);
                }
            }
            return rows;
        } catch (CsvParseException e) {
            throw noCsv();
        }
    }

    private static Problem noCsv() {
        return Problem.of(400, "bad-request").field("body", "is not a CSV file");
    }

    /** UTF-8 unless it can't be. No text has a NUL: that would be a workbook, a picture, or UTF-16. */
    private static Charset charset(Buffer file) throws IOException {
        for (int i = 0; i < file.length(); i++) {
            if (file.getByte(i) == 0) {
                throw noCsv();
            }
        }
        try (Reader strict = new InputStreamReader(new BufferInput(file), StandardCharsets.UTF_8.newDecoder())) {
            strict.transferTo(Writer.nullWriter());
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException e) {
            return WINDOWS;
        }
    }

    private static Reader reader(Buffer file, Charset charset) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(new BufferInput(file), charset));
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    /** The one that stands most often in the first line. */
    private static char separator(Reader reader) throws IOException {
        var start = new char[LONGEST_HEADER];
        int length = Math.max(0, reader.read(start));
        String header = new String(start, 0, length).lines().findFirst().orElse("");
        char best = SEPARATORS[0];
        for (char separator : SEPARATORS) {
            if (count(header, separator) > count(header, best)) {
                best = separator;
            }
        }
        return best;
    }

    private static long count(String text, char character) {
        return text.chars().filter(each -> each == character).count();
    }
}
