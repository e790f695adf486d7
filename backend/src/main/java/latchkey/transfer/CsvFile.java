package latchkey.transfer;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import latchkey.web.Problem;

/**
 * A file as spreadsheets and CRMs write them: UTF-8 or Windows-1252, with commas, semicolons or tabs. A file that is none
 * is a {@link Problem} 400.
 *
 * @param columns the names in the first row
 */
record CsvFile(List<String> columns, List<List<String>> rows) {

    static final int MOST_ROWS = 100_000;

    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final char[] SEPARATORS = {',', ';', '\t'};

    static CsvFile read(byte[] bytes) {
        String text = text(bytes);
        // No text has a NUL: this is a workbook, a picture, or UTF-16.
        if (text.indexOf('\0') >= 0) {
            throw noCsv();
        }
        var rows = new ArrayList<List<String>>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator(text))
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(text)) {
            for (CsvRecord row : reader) {
                rows.add(row.getFields().stream().map(Cells::read).toList());
                if (rows.size() > MOST_ROWS + 1) {
                    throw Problem.of(413, "too-many-rows", MOST_ROWS);
                }
            }
        } catch (CsvParseException e) {
            throw noCsv();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (rows.isEmpty()) {
            throw Problem.of(400, "bad-request").field("body", "has no row with the names of the columns");
        }
        return new CsvFile(rows.getFirst(), rows.subList(1, rows.size()));
    }

    private static Problem noCsv() {
        return Problem.of(400, "bad-request").field("body", "is no CSV file");
    }

    private static String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return new String(bytes, WINDOWS);
        }
    }

    /** The one that stands most often in the first line. */
    private static char separator(String text) {
        String header = text.lines().findFirst().orElse("");
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
