package latchkey.transfer.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellsTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@cmd", "\t=1", "\r=1"})
    void what_a_spreadsheet_would_run_is_written_as_text_and_read_back(String text) {
        assertThat(Cells.written(text)).isEqualTo("'" + text);
        assertThat(Cells.read(Cells.written(text))).isEqualTo(text);
    }
}
