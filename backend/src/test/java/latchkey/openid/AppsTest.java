package latchkey.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import latchkey.config.ConfigException;
import latchkey.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppsTest {

    @Test
    void an_application_is_read_as_it_is_written() {
        App app = apps(Map.of("logout-urls", "https://home.example/bye", "regions", "au,nz"))
                .find("home")
                .orElseThrow();
        assertThat(app.redirectUrls()).containsExactly("https://home.example/callback");
        assertThat(app.logoutUrls()).containsExactly("https://home.example/bye");
        assertThat(app.regions()).containsExactly("au", "nz");
        assertThat(app.secret()).isEmpty();
        assertThat(app.toString()).doesNotContain("secret-value");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        name          |                             | is missing
        secret        | short                       | is too short
        redirect-urls |                             | is empty
        redirect-urls | http://home.example/cb      | has an entry that can't be used
        redirect-urls | https://home.example/cb#x   | has an entry that can't be used
        redirect-urls | https://a:b@home.example/cb | has an entry that can't be used
        redirect-urls | javascript:alert(1)         | has an entry that can't be used
        redirect-urls | /callback                   | has an entry that can't be used
        logout-urls   | ftp://home.example          | has an entry that can't be used
        regions       | au,xx                       | names an unknown region
        backchannel-logout-url | home.example       | is not a supported URL
        """)
    void a_wrong_value_stops_the_start(String key, String value, String fault) {
        assertThatThrownBy(() -> apps(Map.of(key, value == null ? "" : value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("apps.home." + key + " " + fault);
    }

    /** By {@link java.security.MessageDigest#isEqual}, in the same time however much of it is right. */
    @Test
    void a_secret_is_compared_whole() {
        String secret = "a secret of thirty-two characters!";
        App app = apps(Map.of("secret", secret)).find("home").orElseThrow();
        assertThat(app.hasSecret(secret)).isTrue();
        for (String wrong : List.of("", secret.substring(1), secret + "!", secret.toUpperCase(Locale.ROOT))) {
            assertThat(app.hasSecret(wrong)).as(wrong).isFalse();
        }
        assertThat(apps(Map.of()).find("home").orElseThrow().hasSecret("")).isFalse();
    }

    @Test
    void a_secret_is_never_shown() {
        assertThatThrownBy(() -> apps(Map.of("secret", "too-short-a-value")))
                .hasMessageNotContaining("too-short-a-value");
    }

    private static Apps apps(Map<String, String> others) {
        var values = new HashMap<>(
                Map.of("apps.home.name", "My Home", "apps.home.redirect-urls", "https://home.example/callback"));
        others.forEach((key, value) -> values.put("apps.home." + key, value));
        return new Apps(Settings.read(Map.of()).with(values));
    }
}
