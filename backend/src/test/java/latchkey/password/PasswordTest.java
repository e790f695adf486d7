package latchkey.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PasswordTest {

    @Test
    void composed_and_decomposed_characters_are_one_password() {
        assertThat(Password.typed("u\u0308bermorgen")).isEqualTo(Password.typed("\u00fcbermorgen"));
    }

    @Test
    void what_looks_alike_but_is_another_character_is_another_password() {
        assertThat(Password.typed("dotless \u0131")).isNotEqualTo(Password.typed("dotless i"));
        assertThat(Password.typed("ligature \ufb01")).isNotEqualTo(Password.typed("ligature fi"));
    }

    @Test
    void length_is_counted_in_code_points_after_composition() {
        assertThat(Password.typed("\ud83d\ude00".repeat(8))).isPresent();
        assertThat(Password.typed("\ud83d\ude00".repeat(7))).isEmpty();
        assertThat(Password.typed("\ud83d\ude00".repeat(128))).isPresent();
        assertThat(Password.typed("\ud83d\ude00".repeat(129))).isEmpty();
        assertThat(Password.typed("e\u0301".repeat(128))).isPresent();
        assertThat(Password.typed("e\u0301".repeat(7))).isEmpty();
    }

    @Test
    void nothing_is_cut_off() {
        var longest = Password.typed("x".repeat(127) + "y").orElseThrow();
        assertThat(longest.bytes()).isEqualTo(("x".repeat(127) + "y").getBytes(UTF_8));
    }

    @Test
    void a_megabyte_is_no_password() {
        assertThat(Password.typed("x".repeat(1 << 20))).isEmpty();
    }

    @Test
    void half_a_character_and_nul_are_no_password() {
        assertThat(Password.typed("half of it \ud83d")).isEmpty();
        assertThat(Password.typed("\ude00 other half")).isEmpty();
        assertThat(Password.typed("ends here\0and goes on")).isEmpty();
    }

    @Test
    void spaces_at_the_ends_belong_to_it() {
        assertThat(Password.typed(" spacious ").orElseThrow().text()).isEqualTo(" spacious ");
    }

    @Test
    void it_never_shows_itself() {
        assertThat(Password.typed("correct horse")).hasToString("Optional[(password)]");
    }

    @Test
    void it_is_valid_once_constructed() {
        assertThatThrownBy(() -> new Password("u\u0308bermorgen")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Password("short")).isInstanceOf(IllegalArgumentException.class);
    }
}
