package latchkey.mail.wire;

import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import latchkey.config.ConfigException;
import latchkey.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class MailServerTest {

    @Test
    void a_password_travels_under_tls_only() {
        MailConfig config = config("smtp://us%40er:p%3Aw%2Fd+%25@mail.example.test");
        assertThat(config.getUsername()).isEqualTo("us@er");
        assertThat(config.getPassword()).isEqualTo("p:w/d+%");
        assertThat(config.getLogin()).isEqualTo(LoginOption.REQUIRED);
        assertThat(config.getStarttls()).isEqualTo(StartTLSOptions.REQUIRED);
        assertThat(config.getPort()).isEqualTo(587);
    }

    @Test
    void without_a_word_mails_travel_under_tls_with_a_checked_certificate() {
        MailConfig config = config("smtp://mail.example.test");
        assertThat(config.getStarttls()).isEqualTo(StartTLSOptions.REQUIRED);
        assertThat(config.isTrustAll()).isFalse();
        assertThat(config.getLogin()).isEqualTo(LoginOption.DISABLED);
        assertThat(config.isSsl()).isFalse();
        assertThat(config.getPort()).isEqualTo(25);
    }

    @Test
    void smtps_is_tls_from_the_first_byte() {
        MailConfig config = config("smtps://mail.example.test");
        assertThat(config.isSsl()).isTrue();
        assertThat(config.getPort()).isEqualTo(465);
    }

    @Test
    void a_server_on_this_machine_needs_no_tls() {
        assertThat(config("smtp://user:password@localhost:2525").getStarttls()).isEqualTo(StartTLSOptions.DISABLED);
        assertThat(config("smtp://[::1]:2525").getHostname()).isEqualTo("::1");
        assertThat(config("smtp://127.0.0.2").getStarttls()).isEqualTo(StartTLSOptions.DISABLED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.example.test", "127.0.0.1.example.test", "localhost.example.test", "mylocalhost"})
    void a_name_that_only_looks_like_this_machine_needs_tls(String host) {
        assertThat(config("smtp://" + host).getStarttls()).isEqualTo(StartTLSOptions.REQUIRED);
    }

    @ParameterizedTest
    @CsvSource({
        "smtp://mail.warned.test?starttls=off, mail.url has starttls=off: mails travel to mail.warned.test in the"
                + " clear",
        "smtp://mail.warned.test?starttls=optional, mail.url has starttls=optional: mails travel in the clear where"
                + " mail.warned.test offers no TLS"
    })
    void mails_in_the_clear_are_warned_of(String url, String warning) {
        assertThat(warnings(url)).containsExactly(warning);
    }

    @Test
    void who_sends_to_this_machine_is_not_warned() {
        assertThat(warnings("smtp://localhost:2525?starttls=off")).isEmpty();
    }

    @Test
    void the_url_says_whether_tls_is_required_optional_or_off() {
        assertThat(config("smtp://mail.example.test?starttls=optional").getStarttls())
                .isEqualTo(StartTLSOptions.OPTIONAL);
        assertThat(config("smtp://mail.example.test?starttls=off").getStarttls())
                .isEqualTo(StartTLSOptions.DISABLED);
        assertThat(config("smtp://localhost?starttls=required").getStarttls()).isEqualTo(StartTLSOptions.REQUIRED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "smtp://mail.example.test?starttls=sometimes | allowed are required, optional and off",
                "smtp://mail.example.test?tls=yes | has a parameter that is not known (tls)",
                "smtps://mail.example.test?starttls=required | smtps:// is TLS from the first byte",
                "smtp://mail.example.test?starttls=off&ca=/etc/hostname | without TLS",
                "smtp://mail.example.test?ca=/nowhere | from which no certificates of authorities can be read",
                "smtp://mail.example.test?ca=/etc/hostname | from which no certificates of authorities can be read",
                "smtp://user:pass-word@mail.example.test?starttls=optional | could travel in the clear",
                "smtp://user:pass-word@mail.example.test?starttls=off | could travel in the clear",
            })
    void what_cannot_be_meant_is_refused(String url, String told) {
        assertThatThrownBy(() -> config(url))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("Configuration: mail.url ")
                .hasMessageContaining(told)
                .hasMessageNotContaining("pass-word");
    }

    @Test
    void a_wrong_address_is_told_without_its_password() {
        assertThatThrownBy(() -> config("smtp://user@mail.example.test"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Configuration: mail.url has a user but no password;"
                        + " write it like smtp://user:password@host.");
        assertThatThrownBy(() -> config("http://user:pass-word@mail.example.test"))
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining("pass-word");
    }

    @Test
    void a_server_has_ten_minutes_to_answer_the_final_dot() {
        MailConfig config = config("smtp://mail.example.com");
        assertThat(config.getIdleTimeoutUnit().toMinutes(config.getIdleTimeout()))
                .isGreaterThanOrEqualTo(10);
        assertThat(MailTimeouts.USUAL.attempt()).isGreaterThanOrEqualTo(Duration.ofMinutes(30));
    }

    private static MailConfig config(String url) {
        return new MailServer(Settings.read(Map.of("LATCHKEY_MAIL_URL", url)), MailTimeouts.USUAL).config();
    }

    /** Other tests may log at the same time. */
    private static List<String> warnings(String url) {
        // Who asks while the logging starts gets another one.
        var log = (Logger) eventually(
                () -> LoggerFactory.getLogger(MailServer.class),
                logger -> assertThat(logger).isInstanceOf(Logger.class));
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.addAppender(lines);
        try {
            var _ = config(url);
        } finally {
            log.detachAppender(lines);
        }
        return List.copyOf(lines.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.contains("warned.test") || line.contains("localhost"))
                .toList();
    }
}
