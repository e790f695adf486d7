package latchkey.transfer.sheet;

import java.util.Optional;

/**
 * How a file was read.
 *
 * @param encoding of its characters; none for a workbook
 * @param separator of its cells; none for a workbook
 */
public record SheetFormat(Optional<String> encoding, Optional<String> separator) {

    static final SheetFormat WORKBOOK = new SheetFormat(Optional.empty(), Optional.empty());
}
