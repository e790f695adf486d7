package latchkey.transfer.sheet;

import java.util.List;

/**
 * One row of a file.
 *
 * @param number as a spreadsheet counts, from 1
 * @param isBroken whether a quote opens in it that nothing closes; its cells are a guess then
 */
public record SheetRow(int number, List<String> cells, boolean isBroken) {

    static SheetRow of(int number, List<String> cells) {
        return new SheetRow(number, cells.stream().map(Cells::read).toList(), false);
    }

    static SheetRow broken(int number, List<String> cells) {
        return new SheetRow(number, cells.stream().map(Cells::read).toList(), true);
    }

    public boolean isEmpty() {
        return cells.stream().allMatch(String::isEmpty);
    }

    /** In characters. */
    long length() {
        return cells.stream().mapToLong(String::length).sum();
    }

    long filled() {
        return cells.stream().filter(cell -> !cell.isEmpty()).count();
    }
}
