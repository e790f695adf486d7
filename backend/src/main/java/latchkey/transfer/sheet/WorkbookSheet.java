package latchkey.transfer.sheet;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.stream.XMLStreamException;
import latchkey.web.Problem;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/** The first sheet of an Excel workbook. */
final class WorkbookSheet implements Sheet {

    /** A spreadsheet keeps no more digits than fifteen; a number's exponent would be written out as so many zeros. */
    private static final int MOST_DIGITS = 40;

    private final Iterator<Row> rows;
    private int last;

    WorkbookSheet(Buffer file) {
        try {
            WorkbookSize.check(file);
            rows = new ReadableWorkbook(new BufferInput(file))
                    .getFirstSheet()
                    .openStream()
                    .iterator();
        } catch (IOException | XMLStreamException | RuntimeException e) {
            throw e instanceof Problem problem ? problem : damaged();
        }
    }

    @Override
    public SheetFormat format() {
        return SheetFormat.WORKBOOK;
    }

    @Override
    public Optional<SheetRow> next() {
        try {
            return rows.hasNext() ? Optional.of(row(rows.next())) : Optional.empty();
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
        List<String> cells = IntStream.range(0, Math.min(row.getCellCount(), MOST_COLUMNS))
                .mapToObj(column ->
                        row.getOptionalCell(column).map(WorkbookSheet::text).orElse(""))
                .toList();
        return SheetRow.of(row.getRowNum(), cells);
    }

    /** A number as it would be typed: a phone number is one to a spreadsheet. */
    private static String text(Cell cell) {
        String text = Optional.ofNullable(cell.getText()).orElse("");
        return cell.getType() == CellType.NUMBER ? plain(new BigDecimal(text)) : text;
    }

    private static String plain(BigDecimal number) {
        if (number.signum() == 0) {
            return "0";
        }
        BigDecimal shortest = number.stripTrailingZeros();
        return Math.abs(shortest.scale()) > MOST_DIGITS ? shortest.toString() : shortest.toPlainString();
    }

    private static Problem damaged() {
        return Problem.of(400, "bad-request").field("body", "invalid.workbook");
    }
}
