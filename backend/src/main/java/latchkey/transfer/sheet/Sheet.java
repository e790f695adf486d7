package latchkey.transfer.sheet;

import java.io.IOException;
import java.util.Optional;

/** The rows of a file, one after the other. Blocks; for one thread at a time. */
sealed interface Sheet permits CsvSheet, WorkbookSheet {

    /** The next row, be it an empty one; none at the end. */
    Optional<SheetRow> next() throws IOException;

    SheetFormat format();
}
