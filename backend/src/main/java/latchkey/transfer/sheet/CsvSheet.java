package latchkey.transfer.sheet;

import io.vertx.core.buffer.Buffer;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rows of text. A quote that nothing closes ends with its line (docs/decisions/060-any-list-goes-in.md). */
final class CsvSheet implements Sheet {

    /** By which Excel tells itself the separator. */
    private static final Pattern SEPARATOR_LINE = Pattern.compile("(?i)\"?sep=(.)\"?");

    /** Longer than notes are. */
    private static final int MOST_LINES_OF_A_RECORD = 200;

    private final Encoding encoding;
    private final char separator;
    private final BufferedReader reader;
    private final Deque<String> ahead = new ArrayDeque<>();
    private int number;
    /** Of the row before. */
    private int width;

    /** @param separator unless the file names one */
    CsvSheet(Buffer file, Encoding encoding, char separator) throws IOException {
        this.encoding = encoding;
        this.reader = encoding.reader(file);
        Optional<String> first = line();
        Optional<Character> named = first.map(SEPARATOR_LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1).charAt(0));
        this.separator = named.orElse(separator);
        if (named.isEmpty()) {
            first.ifPresent(ahead::addFirst);
        }
    }

    @Override
    public SheetFormat format() {
        return new SheetFormat(Optional.of(encoding.name()), Optional.of(String.valueOf(separator)));
    }

    @Override
    public Optional<SheetRow> next() throws IOException {
        Optional<String> first = line();
        return first.isEmpty() ? Optional.empty() : Optional.of(row(first.get()));
    }

    private SheetRow row(String first) throws IOException {
        number++;
        var record = new CsvRecord(separator);
        record.add(first);
        var lines = new ArrayList<String>(List.of(first));
        while (record.isOpen() && lines.size() < MOST_LINES_OF_A_RECORD) {
            Optional<String> line = line();
            if (line.isEmpty()) {
                break;
            }
            record.add(line.get());
            lines.add(line.get());
        }
        if (record.isWhole() && !isSeveralRows(lines)) {
            width = record.cells().size();
            return SheetRow.of(number, record.cells().subList(0, Math.min(width, MOST_COLUMNS)));
        }
        lines.reversed().subList(0, lines.size() - 1).forEach(ahead::addFirst);
        return SheetRow.broken(number, List.of(first.replace("\"", "").split(quoted(), -1)));
    }

    /** A quote that opens in one row and one that opens in another look like a cell with a line break. */
    private boolean isSeveralRows(List<String> lines) {
        return lines.size() > 1 && width > 2 && lines.stream().allMatch(line -> cells(line) == width);
    }

    private long cells(String line) {
        return 1 + line.chars().filter(character -> character == separator).count();
    }

    private String quoted() {
        return Pattern.quote(String.valueOf(separator));
    }

    private Optional<String> line() throws IOException {
        return Optional.ofNullable(ahead.isEmpty() ? reader.readLine() : ahead.removeFirst());
    }
}
