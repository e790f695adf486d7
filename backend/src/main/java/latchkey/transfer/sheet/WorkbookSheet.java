package latchkey.transfer.sheet;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import latchkey.web.Problem;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.SheetVisibility;

/** The first sheet of an Excel workbook that people see. */
final class WorkbookSheet implements Sheet {

    /** A spreadsheet keeps no more digits than fifteen; a number's exponent would be written out as so many zeros. */
    private static final int MOST_DIGITS = 40;

    private static final int EXACT_DIGITS = 15;

    /** More than a spreadsheet has in a cell. One text may stand in any number of cells, and each is looked through. */
    private static final int MOST_CHARACTERS_OF_A_CELL = 40_000;

    private static final int MOST_CHARACTERS_OF_A_ROW = 500_000;
    private static final long MOST_CHARACTERS = 256L * 1024 * 1024;

    /** A NUL is no character of a text, and no database takes one. */
    private static final Pattern ESCAPED = Pattern.compile("_x(?!0000)([0-9A-Fa-f]{4})_");

    private final Iterator<Row> rows;
    private boolean isOver;
    private int last;
    private int ofRow;
    private long ofSheet;

    WorkbookSheet(Buffer file) {
        try {
            WorkbookSize.check(file);
            var workbook = new ReadableWorkbook(new BufferInput(file));
            rows = workbook.getSheets()
                    .filter(sheet -> sheet.getVisibility() == SheetVisibility.VISIBLE)
                    .findFirst()
                    .orElseGet(workbook::getFirstSheet)
                    .openStream()
                    .iterator();
        } catch (Problem e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw damaged();
        }
    }

    @Override
    public SheetFormat format() {
        return SheetFormat.WORKBOOK;
    }

    @Override
    public Optional<SheetRow> next() {
        try {
            // Asked once more, the library would look for rows behind the last one.
            isOver = isOver || !rows.hasNext();
            return isOver ? Optional.empty() : Optional.of(row(rows.next()));
        } catch (Problem e) {
            throw e;
        } catch (RuntimeException e) {
            // Whatever the library meets in a cell that no spreadsheet wrote.
            throw damaged();
        }
    }

    /** Rows are told apart by their numbers, which rise. */
    private SheetRow row(Row row) {
        if (row.getRowNum() <= last) {
            throw damaged();
        }
        last = row.getRowNum();
        ofRow = 0;
        List<String> cells = IntStream.range(0, Math.min(row.getCellCount(), MOST_COLUMNS))
                .mapToObj(column -> row.getOptionalCell(column).map(this::text).orElse(""))
                .toList();
        return SheetRow.of(row.getRowNum(), cells);
    }

    /** A number as it would be typed: a phone number is one to a spreadsheet. */
    private String text(Cell cell) {
        String whole = Optional.ofNullable(cell.getText()).orElse("");
        String text = whole.substring(0, Math.min(whole.length(), MOST_CHARACTERS_OF_A_CELL));
        ofRow += text.length();
        ofSheet += text.length();
        if (ofRow > MOST_CHARACTERS_OF_A_ROW || ofSheet > MOST_CHARACTERS) {
            throw WorkbookSize.tooLarge();
        }
        return cell.getType() == CellType.NUMBER ? plain(new BigDecimal(text)) : unescaped(text);
    }

    /** A workbook writes what XML has no place for as {@code _x000D_}, the number of the character. */
    private static String unescaped(String text) {
        return ESCAPED.matcher(text)
                .replaceAll(escaped ->
                        Matcher.quoteReplacement(Character.toString(Integer.parseInt(escaped.group(1), 16))));
    }

    private static String plain(BigDecimal number) {
        if (number.signum() == 0) {
            return "0";
        }
        BigDecimal shortest = number.stripTrailingZeros();
        return (shortest.scale() < 0 && shortest.precision() - (long) shortest.scale() > EXACT_DIGITS)
                        || shortest.scale() > MOST_DIGITS
                ? shortest.toString()
                : shortest.toPlainString();
    }

    static Problem damaged() {
        return Problem.of(400, "bad-request").field("body", "invalid.workbook");
    }
}
