package latchkey.transfer.sheet;

import java.io.IOException;
import java.util.Optional;

/** The rows of a file, one after the other. Blocks; for one thread at a time. */
sealed interface Sheet permits CsvSheet, WorkbookSheet {

    /** As many as spreadsheets of people have, and then some; what stands behind them is left out. */
    int MOST_COLUMNS = 1_000;

    /** The next row, be it an empty one; none at the end. */
    Optional<SheetRow> next() throws IOException;

    SheetFormat format();
}
