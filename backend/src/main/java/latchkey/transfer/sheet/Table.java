package latchkey.transfer.sheet;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import latchkey.web.Problem;

/**
 * A list as spreadsheets and CRMs write it, below the row that names its columns. It is read row by row, so that no more
 * than a few rows are in memory as texts; what is no list is a {@link Problem}. Blocks; for one thread at a time.
 */
public final class Table {

    public static final int MAX_ROWS = 100_000;

    /** The row of names is one of these: titles, dates and blank lines may stand above it. */
    private static final int LOOK_AHEAD = 50;

    /** Of the rows that are given out at once: several of a workbook may be one long text, repeated. */
    private static final long MOST_CHARACTERS_AT_ONCE = 4_000_000;

    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] OLE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

    private final Sheet sheet;
    private final Deque<SheetRow> ahead = new ArrayDeque<>();
    private final SheetRow names;
    private final long known;
    private int read;

    private Table(Sheet sheet, Predicate<String> isName) throws IOException {
        this.sheet = sheet;
        for (Optional<SheetRow> row = sheet.next(); row.isPresent(); row = sheet.next()) {
            ahead.add(row.get());
            if (ahead.size() == LOOK_AHEAD) {
                break;
            }
        }
        names = ahead.stream()
                .filter(row -> !row.isEmpty())
                .max(Comparator.comparingLong((SheetRow row) -> known(row, isName))
                        .thenComparingLong(SheetRow::filled))
                .orElseThrow(() -> Problem.of(400, "bad-request").field("body", "invalid.column-names"));
        known = known(names, isName);
        while (ahead.removeFirst().number() < names.number()) {}
    }

    /**
     * @param isName whether a cell is what a column is called, by which the separator and the row of names are told
     * @param chosen the encoding that somebody chose
     */
    public static Table open(Buffer file, Predicate<String> isName, Optional<String> chosen) {
        try {
            if (startsWith(file, ZIP)) {
                return new Table(new WorkbookSheet(file), isName);
            }
            if (startsWith(file, OLE)) {
                throw Problem.of(400, "bad-request").field("body", "invalid.old-workbook");
            }
            Encoding encoding = Encoding.of(file, chosen);
            Buffer text = encoding.text(file);
            var tables = new ArrayList<Table>();
            for (char separator : new char[] {',', ';', '\t', '|'}) {
                tables.add(new Table(new CsvSheet(text, encoding, separator), isName));
            }
            return best(tables.stream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public SheetFormat format() {
        return sheet.format();
    }

    public SheetRow names() {
        return names;
    }

    /** The first rows, which stay to be read. */
    public List<SheetRow> first() {
        return List.copyOf(ahead);
    }

    /** The next rows that are not empty; fewer where they are long and at the end of the file, and none behind it. */
    public List<SheetRow> next(int most) {
        try {
            var rows = new ArrayList<SheetRow>();
            long characters = 0;
            Optional<SheetRow> row = next();
            while (row.isPresent()) {
                if (!row.get().isEmpty()) {
                    rows.add(row.get());
                    characters += row.get().length();
                    mustNotBeTooMany(++read);
                }
                row = rows.size() < most && characters < MOST_CHARACTERS_AT_ONCE ? next() : Optional.empty();
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<SheetRow> next() throws IOException {
        return ahead.isEmpty() ? sheet.next() : Optional.of(ahead.removeFirst());
    }

    private static void mustNotBeTooMany(int rows) {
        if (rows > MAX_ROWS) {
            throw Problem.of(413, "too-many-rows", MAX_ROWS);
        }
    }

    private static Table best(Stream<Table> tables) {
        return tables.max(Comparator.comparingLong((Table table) -> table.known)
                        .thenComparingLong(table -> table.names.filled()))
                .orElseThrow();
    }

    private static long known(SheetRow row, Predicate<String> isName) {
        return row.cells().stream().filter(isName).count();
    }

    private static boolean startsWith(Buffer file, byte[] start) {
        return file.length() >= start.length && Arrays.equals(file.getBytes(0, start.length), start);
    }
}
