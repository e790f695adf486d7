package latchkey.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import latchkey.config.ConfigException;
import latchkey.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/home",
                "/home/",
                "/account/password",
                "/jobs/7?tab=photos&page=2",
                "/jobs/Caf%C3%A9%20Street",
                "/search?q=a%2Fb//c",
                "/oauth/authorize?redirect_uri=https%3A%2F%2Fapp.example%2Fcallback",
                "/@somebody",
                "/.well-known/change-password",
                "/login-help",
                "/a:b"
            })
    void a_path_of_this_host_is_one(String path) {
        assertThat(LocalPath.of(path)).map(LocalPath::value).contains(path);
        assertThat(URI.create("https://portal.example/login").resolve(path).getHost())
                .isEqualTo("portal.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "home",
                "?next=/home",
                "https://evil.example",
                "https:evil.example",
                "javascript:alert(1)",
                "data:text/html,x",
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "\\/evil.example",
                "//user@evil.example",
                "//user:password@evil.example/home",
                "/%2Fevil.example",
                "/%2fevil.example",
                "/%5Cevil.example",
                "/%252Fevil.example",
                "/home//evil.example",
                "/./evil",
                "/..//evil.example",
                "/home/../login",
                "/home/%2e%2e/login",
                "/..;/admin",
                "/\t/evil.example",
                "/\n/evil.example",
                "\t//evil.example",
                " //evil.example",
                "/ /evil.example",
                "/home\r\nset-cookie: a=b",
                "/home%0d%0aset-cookie:%20a=b",
                "/home%00",
                "/home%7f",
                "/home%",
                "/home%zz",
                "/home#//evil.example",
                "/\"onfocus=alert(1)",
                "/<script>",
                "/\u202eevil",
                "/Café",
                "/login",
                "/login/",
                "/login?next=/home",
                "/logout",
                "/session/check?redirect"
            })
    void what_might_lead_elsewhere_or_in_a_circle_is_none(String trick) {
        assertThat(LocalPath.of(trick)).isEmpty();
    }

    @Test
    void a_path_without_an_end_is_none() {
        assertThat(LocalPath.of("/" + "a".repeat(2000))).isPresent();
        assertThat(LocalPath.of("/" + "a".repeat(2001))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/home", "https://home.example/", "http://au.localhost:8090/?a=b"})
    void a_region_s_home_is_a_path_or_an_address(String home) {
        assertThat(home(home)).isEqualTo(home);
    }

    @Test
    void without_a_home_clients_land_on_their_account() {
        assertThat(home("")).isEqualTo("/account");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//home.example",
                "home",
                "/login",
                "ftp://home.example/",
                "https://a:b@home.example/",
                "https:///"
            })
    void a_home_that_is_neither_stops_the_start(String home) {
        assertThatThrownBy(() -> home(home))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "Configuration: regions.au.home is neither a path nor an address (%s); write a path like"
                                + " /home, or an address like https://home.example.com/.",
                        home);
    }

    private static String home(String value) {
        var settings = Settings.read(Map.of()).with(Map.of("regions.au.home", value));
        return new Regions(settings).of("au").orElseThrow().home();
    }
}
