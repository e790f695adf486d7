package latchkey.transfer.sheet;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import latchkey.web.Problem;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/** The first sheet of an Excel workbook. */
final class WorkbookSheet implements Sheet {

    /** All texts of a workbook are in memory at once. */
    private static final String TEXTS = "xl/sharedStrings.xml";

    private static final long MOST_TEXT_BYTES = 32L * 1024 * 1024;
    private static final long MOST_BYTES = 512L * 1024 * 1024;

    private final Iterator<Row> rows;

    WorkbookSheet(Buffer file) {
        try {
            mustBeOfReasonableSize(file);
            rows = new ReadableWorkbook(new BufferInput(file))
                    .getFirstSheet()
                    .openStream()
                    .iterator();
        } catch (IOException | RuntimeException e) {
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
        } catch (ExcelReaderException e) {
            throw damaged();
        }
    }

    private static SheetRow row(Row row) {
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
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** What is packed in a few bytes may fill any memory. */
    private static void mustBeOfReasonableSize(Buffer file) throws IOException {
        long all = 0;
        try (var zip = new ZipInputStream(new BufferInput(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                long most = entry.getName().equalsIgnoreCase(TEXTS) ? MOST_TEXT_BYTES : MOST_BYTES;
                all += length(zip, Math.min(most, MOST_BYTES - all));
            }
        }
    }

    private static long length(ZipInputStream entry, long most) throws IOException {
        var bytes = new byte[8192];
        long length = 0;
        for (int read = entry.read(bytes); read >= 0; read = entry.read(bytes)) {
            length += read;
            if (length > most) {
                throw Problem.of(413, "workbook-too-large");
            }
        }
        return length;
    }

    private static Problem damaged() {
        return Problem.of(400, "bad-request").field("body", "is not a workbook that can be read");
    }
}
