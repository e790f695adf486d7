package latchkey.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumbersTest {

    @Test
    void a_number_is_found_with_and_without_its_country() {
        assertThat(PhoneNumbers.keys("+61 412 345 678", "au"))
                .containsExactly("AU61412345678", "AU0412345678", "AU412345678");
        assertThat(PhoneNumbers.keys("(04) 1234-5678", "au")).contains("AU61412345678");
        assertThat(PhoneNumbers.keys("12 34", "au")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0011 61 412 345 678", "Mob: 0412 345 678", "0412 345 678 ext 5", "61 (0)412 345 678"})
    void a_number_is_found_with_what_stands_around_it(String phone) {
        assertThat(PhoneNumbers.keys(phone, "au")).contains("AU61412345678", "AU0412345678");
    }

    /** With the square of its length it would take an hour, on an event loop. */
    @ParameterizedTest
    @ValueSource(strings = {"00", "0 ", " -", "()"})
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void what_is_no_number_is_told_at_once_however_long_it_is(String part) {
        String text = part.repeat(500_000) + "x";
        assertThat(PhoneNumbers.spellings(text, List.of("au"))).isEmpty();
        assertThat(PhoneNumbers.whole(text, List.of("au"))).isEmpty();
    }
}
