package latchkey.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import latchkey.config.ConfigException;
import latchkey.config.Settings;
import latchkey.text.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

    private static final Settings SETTINGS = Settings.read(Map.of());
    private static final PasswordRules RULES = new PasswordRules(SETTINGS);
    private static final List<String> JANE = List.of("jane.citizen@example.test", "Jané", "O'Citizen");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple",
                "sandbox-only-password",
                "twelve chars",
                "12 blue horses at the window",
                "der Kuckuck ruft laut",
                "жизнь прекрасна сегодня",
                "ключ\u200dпод ковриком",
                "x9$kTq!m2#Lp"
            })
    void a_password_of_enough_characters_needs_nothing_else(String typed) {
        assertThat(RULES.check(typed, JANE)).isInstanceOf(Checked.Accepted.class);
    }

    @Test
    void an_empty_one_is_asked_for_and_not_called_too_short() {
        assertThat(refusal("")).isEqualTo(Reason.MISSING);
    }

    @Test
    void exactly_the_least_and_the_most_characters_are_accepted() {
        assertThat(refusal("k7!Rw2#Zp9q")).isEqualTo(Reason.TOO_SHORT);
        assertThat(RULES.check("k7!Rw2#Zp9qT", JANE)).isInstanceOf(Checked.Accepted.class);
        String most = "many horses, 9 of them blue, stand at window ".repeat(3).substring(0, 128);
        assertThat(RULES.check(most, JANE)).isInstanceOf(Checked.Accepted.class);
        assertThat(refusal(most + "!")).isEqualTo(Reason.TOO_LONG);
        assertThat(refusal("x".repeat(1 << 20))).isEqualTo(Reason.TOO_LONG);
    }

    @Test
    void characters_are_counted_after_composition() {
        assertThat(refusal("e\u0301a\u0300o\u0302i\u0308u\u0300e\u0300")).isEqualTo(Reason.TOO_SHORT);
    }

    @Test
    void the_accepted_password_is_composed() {
        var accepted = (Checked.Accepted) RULES.check("zwo\u0308lf Boxka\u0308mpfer", JANE);
        assertThat(accepted.password().text()).isEqualTo("zwölf Boxkämpfer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"half a character \ud83d", "\udc00 the other half", "nul \0 in the midst"})
    void what_is_no_text_is_refused(String typed) {
        assertThat(refusal(typed)).isEqualTo(Reason.INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password1234",
                "PASSWORD1234",
                "Password2024!",
                "P@$$w0rd1234",
                "qwertyuiop12",
                "123456789012",
                "aaaaaaaaaaaa",
                "iloveyou2024!",
                "!!welcome12345",
                "abcabcabcabcabcabcabcabcabcabcabcabcabcabc",
                "passwordpasswordpasswordpasswordpassword",
                "\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00"
            })
    void a_password_that_is_guessed_first_is_refused(String typed) {
        assertThat(refusal(typed)).isEqualTo(Reason.COMMON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jane.citizen@example.test", "JANE-CITIZEN 4711", "my janecitizen key", "so janecıtızen it is"})
    void the_address_is_no_secret(String typed) {
        assertThat(refusal(typed)).isEqualTo(Reason.HAS_EMAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain JANE horse", "ja\u0301ne's blue horse", "blue ocitizen horse", "o'citizen 4711 x"})
    void the_own_name_is_no_secret(String typed) {
        assertThat(refusal(typed)).isEqualTo(Reason.HAS_NAME);
    }

    @Test
    void a_short_name_may_stand_in_a_longer_word() {
        var li = List.of("client@example.test", "Li", "");
        assertThat(RULES.check("delightful horses", li)).isInstanceOf(Checked.Accepted.class);
        assertThat(((Checked.Refused) RULES.check("!!! L.i. !!!", li)).reason()).isEqualTo(Reason.HAS_NAME);
    }

    @Test
    void the_builder_and_the_regions_are_no_secret() {
        assertThat(refusal("Latchkey-Homes 7")).isEqualTo(Reason.HAS_BUILDER);
        assertThat(refusal("newzealand rocks")).isEqualTo(Reason.HAS_REGION);
        var chilean = new PasswordRules(SETTINGS.with(Map.of("regions.cl.name", "Chile")));
        assertThat(chilean.check("viva chile 4711!", JANE)).isEqualTo(new Checked.Refused(Reason.HAS_REGION));
    }

    /** zxcvbn alone takes 5 s for such a text. */
    @Test
    void no_password_is_slow_to_check() {
        String symbols = "4@8({[<3699!1|7$5+%20".repeat(7).substring(0, 128);
        assertTimeout(
                Duration.ofSeconds(20),
                () -> Stream.generate(() -> symbols)
                        .limit(20)
                        .forEach(typed -> assertThat(RULES.check(typed, JANE)).isNotNull()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "65", "-1", "many", ""})
    void a_minimum_beyond_8_to_64_stops_the_start(String minimum) {
        assertThatThrownBy(() -> new PasswordRules(SETTINGS.with(Map.of("password.minimum-length", minimum))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("password.minimum-length");
    }

    @ParameterizedTest
    @EnumSource
    void every_reason_is_said_in_words(Reason reason) {
        String said = Texts.of("portal", Locale.forLanguageTag("en-AU")).text(reason.key(), RULES.minimum(), 128);
        assertThat(said).endsWith(".").doesNotContain("{").doesNotContain("''");
    }

    private Reason refusal(String typed) {
        return ((Checked.Refused) RULES.check(typed, JANE)).reason();
    }
}
