package latchkey.transfer.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import latchkey.web.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {

    private static final Set<String> NAMES = Set.of("First", "Last", "Notes");

    @ParameterizedTest
    @CsvSource({
        "Zoë Núñez, x-MacRoman, Mac OS Roman",
        "Zoë Núñez, windows-1252, Windows-1252",
        "Jürgen O’Brien, x-MacRoman, Mac OS Roman",
        "Pat O’Brien, x-MacRoman, Mac OS Roman",
        "Pat O’Brien, windows-1252, Windows-1252",
        "“Pat” D’Arcy, windows-1252, Windows-1252",
        "ZOË NÚÑEZ, windows-1252, Windows-1252",
        "Renée, windows-1252, Windows-1252",
        "Renée, x-MacRoman, Mac OS Roman",
        "Zoë Núñez, UTF-8, UTF-8",
        "Zoë Núñez, UTF-16, UTF-16",
        "Zoë Núñez, UTF-16LE, UTF-16",
        "Āwhina Ōtāhuhu, UTF-16LE, UTF-16",
        "Āwhina Ōtāhuhu, UTF-16BE, UTF-16",
        "王小明, UTF-16LE, UTF-16",
        "Paweł Łukasz Żak, windows-1250, Windows-1250",
        "Michał, windows-1250, Windows-1250",
        "Żaneta Ćwikła-Dąb, windows-1250, Windows-1250",
        "Jiří Koťátko, windows-1250, Windows-1250",
        "¿Qué? ¿qué?, windows-1252, Windows-1252",
        "José Mª Nº 5 £500 ½ 12 m³, windows-1252, Windows-1252",
        "Søren Ærø, x-MacRoman, Mac OS Roman",
        "Thérèse François Hélène, x-MacRoman, Mac OS Roman"
    })
    void letters_are_read_in_the_encoding_that_makes_sense_of_them(String name, String charset, String encoding) {
        var table = open("First,Last\n" + name + ",Ek\n", Charset.forName(charset));
        assertThat(table.format().encoding()).contains(encoding);
        assertThat(table.next(9).getFirst().cells()).containsExactly(name, "Ek");
    }

    /** Letters of both stand at the same places: nothing tells which of them was meant. */
    @Test
    void an_encoding_that_can_not_be_told_can_be_chosen() {
        String list = "First,Last\nŠtěpán,Růžička\n";
        Charset charset = Charset.forName("windows-1250");
        assertThat(open(list, charset).format().encoding()).contains("Windows-1252");
        var table = open(list, charset, Optional.of("Windows-1250"));
        assertThat(table.format().encoding()).contains("Windows-1250");
        assertThat(table.next(9).getFirst().cells()).containsExactly("Štěpán", "Růžička");
    }

    @Test
    void what_has_zeros_elsewhere_is_no_text() {
        for (String file : List.of("First,Last\nBo,E\u0000k\n", "\u0000\u0000\u0000\u0000", "F\u0000\u0000i")) {
            assertThatThrownBy(() -> open(file, StandardCharsets.ISO_8859_1))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            problem -> assertThat(problem.toJson("").encode()).contains("is not a CSV file"));
        }
    }

    @Test
    void a_quote_that_opens_in_one_row_and_one_in_another_take_none_of_them_with_it() {
        var rows = open("First,Last,Notes\nBo,\"Ek,1\nMia,Ek\",2\nIda,Ek,3\n").next(9);
        assertThat(rows).extracting(SheetRow::isBroken).containsExactly(true, false, false);
        assertThat(rows.getLast().cells()).containsExactly("Ida", "Ek", "3");
    }

    @Test
    void a_cell_may_hold_line_breaks_and_quotes() {
        var rows = open("First,Last,Notes\nBo,Ek,\"one,\ntwo \"\"three\"\"\"\nMia,Ek,\n")
                .next(9);
        assertThat(rows.getFirst().cells()).containsExactly("Bo", "Ek", "one,\ntwo \"three\"");
        assertThat(rows).extracting(SheetRow::number).containsExactly(2, 3);
    }

    @Test
    void what_keeps_a_number_a_text_in_a_spreadsheet_is_taken_off() {
        var row = open("First,Last,Notes\n\"=\"\"0400 111\"\"\",'0400,'t Hooft\n")
                .next(9)
                .getFirst();
        assertThat(row.cells()).containsExactly("0400 111", "0400", "'t Hooft");
    }

    @Test
    void a_workbook_that_would_fill_the_memory_is_refused() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
            for (int i = 0; i < 40; i++) {
                zip.write(new byte[1024 * 1024]);
            }
        }
        assertThatThrownBy(() -> Table.open(Buffer.buffer(bytes.toByteArray()), NAMES::contains, Optional.empty()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.name()).isEqualTo("workbook-too-large"));
    }

    @Test
    void an_old_workbook_is_named_as_one() {
        byte[] file = Arrays.copyOf(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}, 600);
        assertThatThrownBy(() -> Table.open(Buffer.buffer(file), NAMES::contains, Optional.empty()))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.toJson("").encode()).contains("Excel 2003 or older"));
    }

    private static Table open(String text) {
        return open(text, StandardCharsets.UTF_8);
    }

    private static Table open(String text, Charset charset) {
        return open(text, charset, Optional.empty());
    }

    private static Table open(String text, Charset charset, Optional<String> chosen) {
        return Table.open(Buffer.buffer(text.getBytes(charset)), NAMES::contains, chosen);
    }
}
