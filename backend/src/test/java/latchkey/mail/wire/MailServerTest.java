package latchkey.mail.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Duration;
import java.util.Map;
import latchkey.config.ConfigException;
import latchkey.config.Settings;
import org.junit.jupiter.api.Test;

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
    void without_a_password_tls_is_used_where_offered() {
        MailConfig config = config("smtp://mail.example.test");
        assertThat(config.getStarttls()).isEqualTo(StartTLSOptions.OPTIONAL);
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
}
