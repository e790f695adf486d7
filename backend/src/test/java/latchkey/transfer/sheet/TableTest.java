package latchkey.transfer.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import latchkey.web.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {

    private static final Map<String, String> LONG_TEXT =
            Map.of("xl/sharedStrings.xml", "<sst><si><t>" + "_x0041_".repeat(100_000) + "</t></si></sst>");

    private static final String BOTH = "UTF-8 and Windows-1252";
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

    /** Rows of another program were put into it: neither those nor the others become nonsense. */
    @ParameterizedTest
    @CsvSource({"Renée, Māia, Zoë", "Núñez, Ōtara, Đặng", "O’Brien, José, Łukasz"})
    void a_list_in_utf_8_with_bytes_of_another_encoding_is_read_in_both(String other, String first, String last) {
        byte[] file = Buffer.buffer("First,Last\n" + first + ",Ek\n")
                .appendBytes((other + ",Ek\n").getBytes(Charset.forName("windows-1252")))
                .appendString(last + ",Ek\n")
                .getBytes();
        for (Optional<String> chosen : List.of(Optional.<String>empty(), Optional.of("UTF-8"), Optional.of(BOTH))) {
            var table = open(file, chosen);
            assertThat(table.format().encoding()).contains(BOTH);
            assertThat(table.next(9)).extracting(row -> row.cells().getFirst()).containsExactly(first, other, last);
        }
        assertThat(open(file, Optional.of("Windows-1252")).next(9).get(1).cells())
                .contains(other);
    }

    /** It would begin a character of UTF-8 whose other bytes are not there, or make none: half of a pair, too long a form. */
    @ParameterizedTest
    @ValueSource(strings = {"Zoë", "Caféà", "í\u00A0€", "à€€"})
    void a_letter_that_looks_like_the_beginning_of_a_character_stays_one(String name) {
        byte[] file = Buffer.buffer("First,Last\nMāia,Ōtara\nĐặng,Ōtara\nEk,")
                .appendBytes(name.getBytes(Charset.forName("windows-1252")))
                .getBytes();
        assertThat(open(file).next(9).getLast().cells()).containsExactly("Ek", name);
    }

    @Test
    void what_has_zeros_elsewhere_is_no_text() {
        for (String file : List.of("First,Last\nBo,E\u0000k\n", "\u0000\u0000\u0000\u0000", "F\u0000\u0000i")) {
            assertThatThrownBy(() -> open(file, StandardCharsets.ISO_8859_1))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            problem -> assertThat(problem.toJson("").encode())
                                    .contains("is neither a CSV file nor an Excel workbook"));
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
            zip.write("<sst><si><t>".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 40; i++) {
                zip.write("x".repeat(1024 * 1024).getBytes(StandardCharsets.UTF_8));
            }
        }
        assertThatThrownBy(() -> Table.open(Buffer.buffer(bytes.toByteArray()), NAMES::contains, Optional.empty()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.name()).isEqualTo("workbook-too-large"));
    }

    /** What no spreadsheet writes is an error of the file's: neither the memory nor the reading has no end. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<row r='-5'><c r='A2'><v>1</v></c></row>",
                "<row r='0'><c r='A2'><v>1</v></c></row>",
                "<row r='1'><c r='A1'><v>1</v></c></row>",
                "<row r='x'><c r='A2'><v>1</v></c></row>",
                "<row r='2'><c r='ZZZZZZ2'><v>1</v></c></row>",
                "<row r='2'><c r='A99999999999'><v>1</v></c></row>",
                "<row r='2'><c r='x'><v>1</v></c></row>",
                "<row r='2'><c r='A2' t='s'><v>x</v></c></row>",
                "<row r='2'><c r='A2' t='zzz'><v>x</v></c></row>",
                "<row r='2'><c r='A2' s='99999999999'><v>1</v></c></row>",
                "<row r='2'><c r='A2'><f t='shared' si='99999999999'/><v>1</v></c></row>",
                "<row r='2'><c r='A2'><f t='shared' si='0'/><v>1</v></c></row>",
                "<row r='2'><c r='A2'><v>abc</v></c></row>",
                "<row r='2'><sheetData/><c r='A2'><v>1</v></c></row>",
                "<row r='2'><x><c r='A2'><v>1</v></c></x></row>",
                "<row r='2'><c r='A2'><v>1<c r='B2'/></v></c></row>",
                "<row r='2'><c r='A2' t='inlineStr'><is><v>1</v></is></c></row>",
                "<x><row r='2'><c r='A2'><v>1</v></c></row></x>",
                "<row r='2'><c r='A2'><v>1</v></c>",
            })
    void what_no_spreadsheet_writes_is_no_workbook(String row) throws IOException {
        byte[] file = workbook(row);
        assertThatThrownBy(() -> open(file).next(9))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem ->
                                assertThat(problem.toJson("").encode()).contains("is not a workbook that can be read"));
    }

    /** The library goes where the workbook says, and whether letters are capitals is nothing to it. */
    @ParameterizedTest
    @ValueSource(strings = {"sheets/s1.xml", "worksheets/SHEET1.XML", "sheet.bin"})
    void a_sheet_at_another_place_is_looked_at_as_well(String path) throws IOException {
        byte[] endless = workbook("<row r='2'><c r='ZZZZZZ2'><v>1</v></c></row>", "", path);
        assertThatThrownBy(() -> open(endless).next(9)).isInstanceOf(Problem.class);
        byte[] file = workbook("<row r='2'><c r='A2' t='inlineStr'><is><t>Mia</t></is></c></row>", "", path);
        assertThat(open(file).next(9).getFirst().cells()).containsExactly("Mia");
    }

    @Test
    void a_row_that_would_fill_the_memory_is_refused() throws IOException {
        for (String row : List.of(
                "<row r='2'>" + "<c/>".repeat(20_000) + "</row>",
                "<row r='2'><c r='A2' t='inlineStr'><is><t>" + "x".repeat(1_100_000) + "</t></is></c></row>",
                "<row r='2'><c r='A2' t='str'><v>" + "x<!-- -->".repeat(500_000) + "</v></c></row>",
                "<row r='2'><c r='A2'><v>" + "1".repeat(1_000) + "</v></c></row>",
                "<row r='2' a='" + "x".repeat(1_100_000) + "'><c r='A2'><v>1</v></c></row>",
                "<row r='2' a='" + ">".repeat(1_100_000) + "'><c r='A2'><v>1</v></c></row>",
                "<row r='2' " + numbered(12_000, "a%d='' ") + "><c r='A2'><v>1</v></c></row>",
                "<row r='2'><c r='A2' t='inlineStr'><is><t>" + "=".repeat(40_000) + "</t></is></c></row>",
                numbered(12_000, "<row a%d=''/>"),
                numbered(12_000, "<?a%d?>"),
                numbered(12_000, "<row xmlns:a%d='x'/>"),
                numbered(12_000, "<a%d/>"),
                "<row r='2'><c r='A2'>" + "<x>".repeat(200) + "</x>".repeat(200) + "</c></row>",
                "<row r='2'><c><f>" + "A1+".repeat(3_000) + "A1</f><v>1</v></c></row>",
                "<row r='2'><c><f t='shared' ref='A2:XFD2' si='0'>" + "A1+".repeat(300) + "A1</f><v>1</v></c>"
                        + "<c><f t='shared' si='0'/><v>1</v></c>".repeat(1_500) + "</row>",
                "<row r='2'><c><f t='shared' ref='A2:XFD2' si='0'>" + "A1+".repeat(2_000) + "A1</f><v>1</v></c>"
                        + "<c t='inlineStr'><f t='shared' ref='A2' si='0'>A1</f></c>"
                        + "<c><f t='shared' si='0'/><v>1</v></c>".repeat(1_500) + "</row>",
                ("<row>" + "<c><f t='array' ref='A2'>A1</f></c>".repeat(10_000) + "</row>").repeat(5))) {
            byte[] file = workbook(row);
            assertThatThrownBy(() -> open(file).next(9))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.name()).isEqualTo("workbook-too-large"));
        }
    }

    private static String numbered(int most, String text) {
        return IntStream.range(0, most).mapToObj(text::formatted).collect(Collectors.joining());
    }

    @Test
    void what_formulas_come_to_is_read() throws IOException {
        byte[] file = workbook("""
            <row r='2'><c r='A2'><f t='shared' ref='A2:A3' si='0'>"AU-"&amp;B2</f><v>1</v></c>
              <c r='B2' t='str'><f t='array' ref='B2'>TRIM("x")</f><v>x</v></c></row>
            <row r='3'><c r='A3'><f t='shared' si='0'/><v>61400000000</v></c><c r='B3'/></row>
            """);
        assertThat(open(file).next(9).stream().map(SheetRow::cells))
                .containsExactly(List.of("1", "x"), List.of("61400000000", ""));
    }

    /** It may stand in every cell. */
    @Test
    void a_text_that_is_longer_than_a_cell_is_not_looked_through() throws IOException {
        byte[] file = workbook(("<row>" + "<c t='s'><v>0</v></c>".repeat(10) + "</row>").repeat(200), LONG_TEXT);
        Table table = open(file);
        List<SheetRow> rows = table.next(4_000);
        assertThat(rows.getFirst().cells()).hasSize(10).allMatch(cell -> cell.equals("A".repeat(5_000)));
        assertThat(rows.stream().mapToLong(SheetRow::length).sum()).isBetween(4_000_000L, 4_500_000L);
        assertThat(table.next(4_000)).isNotEmpty();
    }

    /** Nobody has looked at what is there. */
    @Test
    void what_stands_behind_the_rows_of_a_sheet_is_not_read() throws IOException {
        byte[] file = workbook("<row r='2'><c r='A2' t='inlineStr'><is><t>Mia</t></is></c></row></sheetData>"
                + "<x><row r='3'><c r='A3'><v>1</v></c></row></x><sheetData>");
        Table table = open(file);
        assertThat(table.next(9)).hasSize(1);
        assertThat(table.next(9)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sharedStrings.xml", "styles.xml"})
    void a_part_that_only_begins_like_a_sheet_is_read_to_its_end(String part) throws IOException {
        byte[] file = workbook(
                "", Map.of("xl/" + part, "<sst><sheetData/>" + "<si><t>x</t></si>".repeat(2_000_000) + "</sst>"));
        assertThatThrownBy(() -> open(file))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.name()).isEqualTo("workbook-too-large"));
    }

    /** The library would fill its list of texts up to there. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "2000000000", "-1", "x"})
    void a_text_that_is_not_there_is_an_error(String index) throws IOException {
        byte[] file = workbook(
                "<row r='2'><c t='s'><v>" + index + "</v></c></row>",
                Map.of("xl/sharedStrings.xml", "<sst><si><t>Mia</t></si></sst>"));
        assertThatThrownBy(() -> open(file).next(9))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem ->
                                assertThat(problem.toJson("").encode()).contains("is not a workbook that can be read"));
    }

    @Test
    void a_row_of_long_texts_is_refused() throws IOException {
        byte[] file = workbook("<row r='2'>" + "<c t='s'><v>0</v></c>".repeat(100) + "</row>", LONG_TEXT);
        assertThatThrownBy(() -> open(file).next(9))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.name()).isEqualTo("workbook-too-large"));
    }

    /** The last values of another workbook, kept for where it isn't there. */
    @Test
    void what_looks_like_rows_in_another_part_is_in_nobodys_way() throws IOException {
        byte[] file = workbook(
                "<row r='2'><c r='A2' t='inlineStr'><is><t>Mia</t></is></c></row>",
                Map.of("xl/externalLink1.xml", """
                <externalLink><externalBook><sheetDataSet><sheetData sheetId='0'>
                <row r='1'><cell r='A1'><v>1</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>
                """));
        assertThat(open(file).next(9).getFirst().cells()).containsExactly("Mia");
    }

    @Test
    void a_number_with_an_exponent_is_not_written_out() throws IOException {
        byte[] file = workbook("<row r='2'><c r='A2'><v>1E999999999</v></c><c r='B2'><v>6.14E10</v></c>"
                + "<c r='C2'><v>1E-500</v></c></row>");
        assertThat(open(file).next(9).getFirst().cells()).containsExactly("1E+999999999", "61400000000", "1E-500");
    }

    @Test
    void a_number_of_more_digits_than_a_spreadsheet_keeps_shows_that_it_was_rounded() throws IOException {
        byte[] file = workbook(
                "<row r='2'><c r='A2'><v>1.23456789012345E18</v></c><c r='B2'><v>123456789012345</v></c></row>");
        assertThat(open(file).next(9).getFirst().cells()).containsExactly("1.23456789012345E+18", "123456789012345");
    }

    @Test
    void what_a_workbook_writes_as_a_number_of_a_character_is_that_one() throws IOException {
        byte[] file = workbook("<row r='2'><c r='A2' t='inlineStr'><is><t>mia@example.test_x000D_</t></is></c>"
                + "<c r='B2' t='inlineStr'><is><t>a_x005F_b_c</t></is></c>"
                + "<c r='C2' t='inlineStr'><is><t>Mia_x0000_</t></is></c></row>");
        assertThat(open(file).next(9).getFirst().cells()).containsExactly("mia@example.test", "a_b_c", "Mia_x0000_");
    }

    @Test
    void what_is_no_text_in_its_encoding_is_refused() {
        byte[] zero = "\uFEFFFirst,Last,Notes\nZo\u0000e,Ek,x\n".getBytes(StandardCharsets.UTF_16LE);
        assertThatThrownBy(() -> open(zero))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.toJson("").encode())
                                .contains("is neither a CSV file nor an Excel workbook"));
        byte[] western = "First,Last,Notes\nZo\u00eb,Ek,x\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> Table.open(Buffer.buffer(western), NAMES::contains, Optional.of("UTF-8")))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.toJson("").encode()).contains("is not written in that encoding"));
    }

    @Test
    void an_old_workbook_is_named_as_one() {
        byte[] file = Arrays.copyOf(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}, 600);
        assertThatThrownBy(() -> Table.open(Buffer.buffer(file), NAMES::contains, Optional.empty()))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.toJson("").encode()).contains("Excel 2003 or older"));
    }

    /** The contract says the first sheet: of those that somebody sees, who can't know of another one. */
    @Test
    void a_sheet_that_nobody_sees_is_not_the_first_one() throws IOException {
        for (String state : List.of("hidden", "veryHidden")) {
            byte[] file = workbook(
                    "<row r='2'><c r='A2' t='inlineStr'><is><t>Mia</t></is></c></row>",
                    "<sheet name='Lists' sheetId='9' state='" + state + "' r:id='rId9'/>",
                    "worksheets/sheet1.xml");
            assertThat(open(file).next(9).getFirst().cells()).containsExactly("Mia");
        }
    }

    /** A workbook whose first row has the names, and below it what is given. */
    private static byte[] workbook(String rows) throws IOException {
        return workbook(rows, Map.of());
    }

    private static byte[] workbook(String rows, Map<String, String> otherParts) throws IOException {
        return workbook(rows, "", "worksheets/sheet1.xml", otherParts);
    }

    /** @param otherSheet stands before the list */
    private static byte[] workbook(String rows, String otherSheet, String path) throws IOException {
        return workbook(rows, otherSheet, path, Map.of());
    }

    private static byte[] workbook(String rows, String otherSheet, String path, Map<String, String> otherParts)
            throws IOException {
        var names = new StringBuilder();
        for (String name : List.of("First", "Last", "Notes")) {
            names.append("<c t='inlineStr'><is><t>").append(name).append("</t></is></c>");
        }
        var files = new LinkedHashMap<>(otherParts);
        files.put("[Content_Types].xml", """
            <Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>
            <Override PartName='/xl/sharedStrings.xml'
              ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml'/>
            <Override PartName='/xl/workbook.xml'
              ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/>
            <Override PartName='/xl/%s'
              ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml'/>
            </Types>
            """.formatted(path));
        files.put("xl/workbook.xml", """
            <workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'
              xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>
            <sheets>%s<sheet name='List' sheetId='1' r:id='rId1'/></sheets></workbook>
            """.formatted(otherSheet));
        files.put("xl/_rels/workbook.xml.rels", """
            <Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>
            <Relationship Id='rId1' Target='%s'
              Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet'/></Relationships>
            """.formatted(path));
        files.put(
                "xl/" + path,
                "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData><row r='1'>"
                        + names + "</row>" + rows + "</sheetData></worksheet>");
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static Table open(byte[] file) {
        return open(file, Optional.empty());
    }

    private static Table open(byte[] file, Optional<String> chosen) {
        return Table.open(Buffer.buffer(file), NAMES::contains, chosen);
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
