package latchkey.transfer.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import latchkey.text.Unicode;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellsTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@cmd", "\t=1", "\r=1"})
    void what_a_spreadsheet_would_run_is_written_as_text_and_read_back(String text) {
        assertThat(Cells.written(text)).isEqualTo("'" + text);
        assertThat(Cells.read(Cells.written(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "O&#39;Shea | O'Shea",
                "O&#039;Shea | O'Shea",
                "Smith &amp; Sons | Smith & Sons",
                "Ada &lt;ada@example.test&gt; | Ada <ada@example.test>",
                "Ada&nbsp; | Ada",
                "AT&T; | AT&T;",
                "'t Hooft | 't Hooft"
            })
    void what_a_page_writes_is_read_as_the_text_that_it_is(String cell, String text) {
        assertThat(Cells.read(cell)).isEqualTo(text);
    }

    /** With the square of its length it would take an hour. */
    @ParameterizedTest
    @ValueSource(strings = {" ", "\u00a0", "\u200b", "\t"})
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_long_run_of_blanks_is_read_once(String blank) {
        String cell = "A" + blank.repeat(1_000_000) + "B";
        assertThat(Cells.read(blank + cell + blank)).isEqualTo(cell.substring(0, 5_000));
        assertThat(Unicode.strip("\u00a0" + cell + " ")).isEqualTo(cell);
    }
}
