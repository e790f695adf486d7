package latchkey.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserAgentTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Chrome  | Android | Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36
            Chrome  | Linux   | Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/140.0.0.0 Safari/537.36
            Samsung Internet | Android | Mozilla/5.0 (Linux; Android 10; K) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36
            Safari  | iPhone  | Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Mobile/15E148 Safari/604.1
            Chrome  | iPad    | Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) CriOS/140.0.0.0 Mobile/15E148 Safari/604.1
            Safari  | Mac     | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.5 Safari/605.1.15
            Edge    | Windows | Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0
            Opera   | Windows | Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/138.0.0.0 Safari/537.36 OPR/122.0.0.0
            Firefox | Linux   | Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0
            """)
    void common_browsers_are_told_apart(String browser, String system, String header) {
        UserAgent agent = UserAgent.of(header);
        assertThat(agent.browser()).contains(browser);
        assertThat(agent.system()).contains(system);
    }

    @ParameterizedTest
    @CsvSource({"okhttp/4.12", "curl/8.5.0", "''"})
    void a_program_is_no_browser(String header) {
        assertThat(UserAgent.of(header).browser()).isEmpty();
    }
}
