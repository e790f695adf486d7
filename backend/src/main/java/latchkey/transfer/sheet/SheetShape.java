package latchkey.transfer.sheet;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Sees to it that the rows of a sheet are nested as spreadsheets nest them, and that none is more than the library can
 * hold. The library finds rows and cells by their names, wherever they are: only if they are nowhere else does it read
 * what is counted here. It also writes out each shared formula, and goes through all array formulas for each cell,
 * though nobody needs them.
 */
final class SheetShape {

    static final long MOST_ROW_BYTES = 4L * 1024 * 1024;

    private static final String ROWS = "sheetData";
    private static final String ROW = "row";
    private static final String CELL = "c";

    private static final int MOST_DEPTH = 100;
    private static final int MOST_CELLS = 16_384;
    private static final int MOST_CHARACTERS_OF_A_NUMBER = 400;

    /** As in Excel. */
    private static final int MOST_CHARACTERS_OF_A_FORMULA = 8_192;

    private static final int MOST_KEPT_FORMULAS = 100_000;
    private static final long MOST_KEPT_CHARACTERS = 32L * 1024 * 1024;

    /** In characters copied: seconds. */
    private static final long MOST_WORK = 20_000_000_000L;

    private static final int WORK_OF_A_LOOK = 32;

    /** A shared formula may become longer, where A1 becomes ZZZ9999999. */
    private static final int LENGTHENED = 6;

    /** Excel's last column is XFD. */
    private static final Pattern PLACE = Pattern.compile("[A-Z]{1,3}[0-9]{1,7}");

    private final String[] path = new String[MOST_DEPTH];
    private int depth;

    private int rows;
    private boolean isOver;
    private int cells;
    private String type = "";
    private int texts;
    private int highestText = -1;

    private final Map<Integer, Integer> shared = new HashMap<>();
    private int arrays;
    private long kept;
    private long writtenOut;
    private long work;

    /** Whether what is read now is within the rows of a sheet. */
    boolean isWithinRows() {
        return rows > 0 && !isOver;
    }

    /** How many texts cells may be: the library would fill its list of them up to any number. */
    int texts() {
        return texts;
    }

    /** The highest number of a text in a cell, from 0; less if there is none. */
    int highestText() {
        return highestText;
    }

    /** True if a row begins. */
    boolean sees(XMLStreamReader xml, int event) {
        if (event == XMLStreamReader.END_ELEMENT) {
            leaves();
        }
        return event == XMLStreamReader.START_ELEMENT && enters(xml);
    }

    private boolean enters(XMLStreamReader xml) {
        if (depth == MOST_DEPTH) {
            throw WorkbookSize.tooLarge();
        }
        String name = xml.getLocalName();
        String parent = depth == 0 ? "" : path[depth - 1];
        path[depth++] = name;
        if (!isWithinRows()) {
            // Rows behind those of the first element of that name are nobody's.
            rows = rows == 0 && name.equals(ROWS) ? depth : rows;
            texts += depth == 2 && name.equals("si") ? 1 : 0;
            return false;
        }
        switch (name) {
            case ROWS -> throw WorkbookSheet.damaged();
            case ROW -> {
                demand(parent.equals(ROWS));
                cells = 0;
                writtenOut = 0;
            }
            case CELL -> {
                demand(parent.equals(ROW));
                addCell(xml);
            }
            case "v", "f", "is" -> {
                demand(!isInCell() || parent.equals(CELL));
                if (isInCell()) {
                    addContent(name, xml);
                }
            }
            default -> {
                // Says how the sheet looks.
            }
        }
        return name.equals(ROW);
    }

    private void leaves() {
        depth--;
        isOver |= depth < rows;
    }

    private boolean isInCell() {
        return depth > rows + 2 && path[rows + 1].equals(CELL);
    }

    private void addCell(XMLStreamReader xml) {
        cells++;
        type = attribute(xml, "t").orElse("n");
        addWork(hasFormula() ? (long) arrays * WORK_OF_A_LOOK : 0);
        mustNotExceed(cells, MOST_CELLS);
        demand(attribute(xml, "r").map(place -> PLACE.matcher(place).matches()).orElse(true));
    }

    private void addContent(String name, XMLStreamReader xml) {
        if (name.equals("f") && hasFormula()) {
            addFormula(xml);
        } else if (name.equals("v") && type.equals("n")) {
            mustNotExceed(text(xml).length(), MOST_CHARACTERS_OF_A_NUMBER);
        } else if (name.equals("v") && type.equals("s")) {
            String text = text(xml);
            highestText = Math.max(highestText, text.isEmpty() ? -1 : number(Optional.of(text)));
        }
    }

    /** Of the others the library looks at none. */
    private boolean hasFormula() {
        return !type.equals("s") && !type.equals("inlineStr");
    }

    private void addFormula(XMLStreamReader xml) {
        String kind = attribute(xml, "t").orElse("");
        boolean isBase = attribute(xml, "ref").isPresent();
        Optional<String> index = attribute(xml, "si");
        int length = text(xml).length();
        mustNotExceed(length, MOST_CHARACTERS_OF_A_FORMULA);
        if (kind.equals("array") && isBase) {
            arrays++;
            // It is looked for among those of the same digest.
            addWork((long) arrays * WORK_OF_A_LOOK);
            keep(length);
        } else if (kind.equals("shared") && isBase) {
            shared.put(number(index), length);
            keep(length);
        } else if (kind.equals("shared")) {
            long base = Optional.ofNullable(shared.get(number(index))).orElseThrow(WorkbookSheet::damaged);
            writtenOut += base * LENGTHENED;
            mustNotExceed(writtenOut, MOST_ROW_BYTES);
            // It is put together reference by reference, with a copy of what is there each time.
            addWork(base * base);
        }
    }

    private void keep(int characters) {
        kept += characters;
        mustNotExceed(kept, MOST_KEPT_CHARACTERS);
        mustNotExceed(shared.size() + arrays, MOST_KEPT_FORMULAS);
    }

    private void addWork(long more) {
        work += more;
        mustNotExceed(work, MOST_WORK);
    }

    /** Of an element that has no others in it. */
    private String text(XMLStreamReader xml) {
        try {
            leaves();
            return xml.getElementText();
        } catch (XMLStreamException e) {
            throw WorkbookSheet.damaged();
        }
    }

    private static Optional<String> attribute(XMLStreamReader xml, String name) {
        return Optional.ofNullable(xml.getAttributeValue(null, name));
    }

    private static int number(Optional<String> index) {
        try {
            return Integer.parseInt(index.orElse(""));
        } catch (NumberFormatException e) {
            throw WorkbookSheet.damaged();
        }
    }

    private static void demand(boolean isSo) {
        if (!isSo) {
            throw WorkbookSheet.damaged();
        }
    }

    private static void mustNotExceed(long count, long most) {
        if (count > most) {
            throw WorkbookSize.tooLarge();
        }
    }
}
