package latchkey.transfer.sheet;

import java.util.ArrayList;
import java.util.List;

/** The cells of one record, made line by line: a cell in quotes may hold line breaks (RFC 4180). */
final class CsvRecord {

    private enum State {
        BEFORE_CELL,
        PLAIN,
        QUOTED,
        /** A quote in a quoted cell: its end, or one of two that stand for one. */
        QUOTE,
        BROKEN
    }

    private static final char MARK = '"';

    private final char separator;
    private final List<String> cells = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private State state = State.BEFORE_CELL;

    CsvRecord(char separator) {
        this.separator = separator;
    }

    void add(String line) {
        if (state == State.QUOTED) {
            cell.append('\n');
        }
        for (int i = 0; i < line.length() && state != State.BROKEN; i++) {
            add(line.charAt(i));
        }
        if (state != State.QUOTED && state != State.BROKEN) {
            endCell();
        }
    }

    /** Whether the last cell goes on in the next line. */
    boolean isOpen() {
        return state == State.QUOTED;
    }

    boolean isWhole() {
        return state == State.BEFORE_CELL;
    }

    List<String> cells() {
        return cells;
    }

    private void add(char character) {
        switch (state) {
            case BEFORE_CELL, PLAIN -> addPlain(character);
            case QUOTED -> {
                if (character == MARK) {
                    state = State.QUOTE;
                } else {
                    cell.append(character);
                }
            }
            case QUOTE -> addBehindQuote(character);
            case BROKEN -> {}
        }
    }

    private void addPlain(char character) {
        if (character == separator) {
            endCell();
        } else if (character == MARK && state == State.BEFORE_CELL) {
            cell.setLength(0);
            state = State.QUOTED;
        } else {
            cell.append(character);
            state = state == State.BEFORE_CELL && character == ' ' ? State.BEFORE_CELL : State.PLAIN;
        }
    }

    private void addBehindQuote(char character) {
        if (character == MARK) {
            cell.append(MARK);
            state = State.QUOTED;
        } else if (character == separator) {
            endCell();
        } else if (character != ' ') {
            state = State.BROKEN;
        }
    }

    private void endCell() {
        cells.add(cell.toString());
        cell.setLength(0);
        state = State.BEFORE_CELL;
    }
}
