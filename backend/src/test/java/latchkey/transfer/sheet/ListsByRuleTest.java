package latchkey.transfer.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lists made by rule: whatever program wrote one, its rows come out as they were. Each is named by its seed; {@code -Dseed}
 * begins with another one.
 */
class ListsByRuleTest {

    private static final List<String> COLUMNS =
            List.of("First Name", "Last Name", "Email", "Phone", "Country", "Notes");
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final Charset MACINTOSH = Charset.forName("x-MacRoman");

    private static final List<String> CELLS = List.of(
            "Zoë",
            "Núñez",
            "O’Brien",
            "Siobhán",
            "van der Berg",
            "José",
            "Anaïs",
            "Jürgen",
            "Renée",
            "Müller",
            "François",
            "Smith",
            "Wei",
            "Ng",
            "anna@example.test",
            "0400 111 222",
            "+61 2 9999 1234",
            "AU",
            "Björk",
            "",
            "",
            "Ek, Mia",
            "a;b",
            "6\" pipe",
            "\"Ann\"",
            "two lines,\nand more",
            "x|y",
            "#5",
            "café",
            "100%",
            "It’s fine");

    static IntStream seeds() {
        int first = Integer.getInteger("seed", 0);
        return IntStream.range(first, first + 300);
    }

    /** One list, and how it is written. */
    private record Written(
            List<List<String>> rows,
            Charset charset,
            boolean marked,
            char separator,
            String lineEnd,
            int titles,
            int broken) {

        static Written by(Random random) {
            var charset = List.of(
                            StandardCharsets.UTF_8,
                            StandardCharsets.UTF_8,
                            StandardCharsets.UTF_16LE,
                            StandardCharsets.UTF_16BE,
                            WINDOWS,
                            MACINTOSH)
                    .get(random.nextInt(6));
            var rows = new ArrayList<List<String>>();
            rows.add(List.of("Zoë", "Núñez", "zoe@example.test", "", "AU", ""));
            for (int i = random.nextInt(30); i >= 0; i--) {
                rows.add(COLUMNS.stream()
                        .map(column -> CELLS.get(random.nextInt(CELLS.size())))
                        .toList());
            }
            return new Written(
                    rows,
                    charset,
                    charset.name().startsWith("UTF") && random.nextBoolean(),
                    List.of(',', ';', '\t', '|').get(random.nextInt(4)),
                    List.of("\r\n", "\n").get(random.nextInt(2)),
                    random.nextInt(4),
                    random.nextInt(3) == 0 ? 1 + random.nextInt(rows.size()) : 0);
        }

        Buffer file() {
            var text = new StringBuilder(marked ? "\uFEFF" : "");
            for (int i = 0; i < titles; i++) {
                text.append(i == 0 ? "Handover list, November" : "").append(lineEnd);
            }
            text.append(line(COLUMNS)).append(lineEnd);
            for (int i = 0; i < rows.size(); i++) {
                if (i + 1 == broken) {
                    text.append(brokenLine()).append(lineEnd);
                }
                text.append(line(rows.get(i))).append(lineEnd);
            }
            return Buffer.buffer(text.toString().getBytes(charset));
        }

        String brokenLine() {
            return line(List.of("Bo", "\u0000Ek", "bo@example.test", "1", "AU", ""))
                    .replace('\u0000', '"');
        }

        private String line(List<String> cells) {
            return cells.stream().map(this::cell).collect(Collectors.joining(String.valueOf(separator)));
        }

        private String cell(String text) {
            boolean quoted = text.indexOf(separator) >= 0 || text.contains("\n") || text.startsWith("\"");
            return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void every_row_comes_out_as_it_was_and_a_broken_one_is_told_by_its_number(int seed) {
        Written list = Written.by(new Random(seed));
        Table table = Table.open(list.file(), Set.copyOf(COLUMNS)::contains, Optional.empty());
        assertThat(table.names().cells()).isEqualTo(COLUMNS);
        assertThat(table.format().separator()).contains(String.valueOf(list.separator()));
        List<SheetRow> rows = table.next(1_000);
        assertThat(rows.stream().filter(row -> !row.isBroken()).map(SheetRow::cells))
                .as("seed " + seed + ": " + list)
                .isEqualTo(list.rows().stream()
                        .filter(row -> !row.stream().allMatch(String::isEmpty))
                        .toList());
        assertThat(rows.stream().filter(SheetRow::isBroken).map(SheetRow::number))
                .isEqualTo(list.broken() == 0 ? List.of() : List.of(list.titles() + 1 + list.broken()));
    }
}
