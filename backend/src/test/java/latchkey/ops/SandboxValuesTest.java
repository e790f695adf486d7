package latchkey.ops;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import latchkey.config.ConfigException;
import latchkey.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The regions that come with Latchkey are for whoever tries it out. */
class SandboxValuesTest {

    private static final Settings SETTINGS = Settings.read(Map.of()).with(own());

    @ParameterizedTest
    @CsvSource({
        "regions.au.url, http://au.localhost:8080",
        "regions.nz.url, https://localhost",
        "regions.nz.sender, Homes <portal@nz.latchkey.example>",
        "regions.au.support, help@au.latchkey.example",
        "admin.url, http://localhost:8082",
        "admin.sender, Latchkey <latchkey@latchkey.example>",
    })
    void one_value_of_the_sandbox_is_one_sentence(String key, String value) {
        assertThatThrownBy(() -> SandboxValues.refuse(SETTINGS.with(Map.of(key, value))))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("Configuration: " + key + " is the sandbox's (" + value + ")")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void an_operators_own_values_are_taken() {
        assertThatCode(() -> SandboxValues.refuse(SETTINGS)).doesNotThrowAnyException();
        var names = Map.of("regions.au.url", "https://localhost.builder.example", "bind", "0.0.0.0");
        assertThatCode(() -> SandboxValues.refuse(SETTINGS.with(names))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, smtp://localhost:2525, true",
        "127.0.0.1, smtp://127.0.0.1:1, true",
        "::1, 'smtp://[::1]:25', true",
        "0.0.0.0, smtp://127.0.0.1:1, false",
        "127.0.0.1, smtp://mail.builder.example, false",
    })
    void on_this_machine_alone_they_are_for_trying_out(String bind, String mail, boolean taken) {
        Settings settings = Settings.read(Map.of()).with(Map.of("bind", bind, "mail.url", mail));
        if (taken) {
            assertThatCode(() -> SandboxValues.refuse(settings)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> SandboxValues.refuse(settings)).isInstanceOf(ConfigException.class);
        }
    }

    /** As an operator sets them. */
    private static Map<String, String> own() {
        var values = new HashMap<>(Map.of(
                "admin.url", "https://latchkey.staff.example",
                "admin.sender", "Homes <latchkey@builder.example>",
                "mail.url", "smtp://user:hunter2@mail.builder.example:587"));
        for (String region : List.of("au", "nz", "us")) {
            values.put("regions." + region + ".url", "https://portal." + region + ".example");
            values.put("regions." + region + ".sender", "Homes <portal@" + region + ".example>");
            values.put("regions." + region + ".support", "+64 9 000 0000");
        }
        return values;
    }
}
