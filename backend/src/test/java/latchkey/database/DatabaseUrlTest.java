package latchkey.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.pgclient.SslMode;
import java.nio.file.Path;
import java.util.Map;
import latchkey.config.ConfigException;
import latchkey.config.Settings;
import latchkey.database.DatabaseUrl.Session;
import latchkey.testing.Certificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseUrlTest {

    @Test
    void hosts_user_and_database_are_read_as_libpq_reads_them() {
        var url = url("postgresql://us%40er:p%3Aw%2Fd+%25@one.example,two.example:5433,[::1]:5434/some%20db");
        assertThat(url.places()).isEqualTo("one.example:5432, two.example:5433, [::1]:5434");
        assertThat(url.user()).isEqualTo("us@er");
        assertThat(url.password()).isEqualTo("p:w/d+%");
        assertThat(url.database()).isEqualTo("some db");
        assertThat(url.tls()).isEqualTo(SslMode.PREFER);
        assertThat(url.session()).isEqualTo(Session.ANY);
        assertThat(url.options(refused -> {}).getProperties()).containsEntry("application_name", "latchkey");
        assertThat(url.toString()).doesNotContain("p:w");
    }

    @Test
    void parameters_mean_what_they_mean_to_libpq(@TempDir Path folder) {
        Path authority = Certificates.in(folder, "authority").authority();
        var url = url("postgres://db.example/latchkey?sslmode=verify-full&sslrootcert=" + authority
                + "&target_session_attrs=read-write&application_name=portal%20one");
        assertThat(url.user()).isEqualTo("postgres");
        assertThat(url.tls()).isEqualTo(SslMode.VERIFY_FULL);
        assertThat(url.authorities().file()).contains(authority);
        assertThat(url.session()).isEqualTo(Session.WRITES);
        assertThat(url.options(refused -> {}).getProperties()).containsEntry("application_name", "portal one");
        assertThat(url.jdbc())
                .startsWith("jdbc:postgresql://db.example:5432/latchkey?sslmode=verify-full&targetServerType=primary")
                .contains("&ApplicationName=portal+one&sslrootcert=");
        assertThat(url("postgresql://db.example/l?sslmode=require&sslrootcert=" + authority)
                        .tls())
                .isEqualTo(SslMode.VERIFY_CA);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgresql://u:hunter2@h/db?ssl_mode=require | has a parameter that is not known (ssl_mode); allowed"
                        + " are sslmode,",
                "postgresql://u:hunter2@h/db?sslmode | has a parameter that is not known (sslmode)",
                "postgresql://u:hunter2@h/db?sslmode=disable&sslmode=require | has the parameter sslmode twice",
                "postgresql://u:hunter2@h/db?sslmode=allow | has an unknown sslmode (allow)",
                "postgresql://u:hunter2@h/db?sslmode=verify-full&sslrootcert=/nowhere | names /nowhere, from which no"
                        + " certificates",
                "postgresql://u:hunter2@h/db?sslmode=require&sslrootcert=system | with a weak sslmode (require)",
                "postgresql://u:hunter2@h/db?target_session_attrs=standby | can't be used (standby)",
                "postgresql://u:hunter2@h:99999/db | has an invalid host or port",
                "postgresql://u:hunter2@h,/db | has an invalid host or port",
                "postgresql://u:hunter2@h | names no database",
                "postgresql://u:hunter2@h/ | names no database",
                "postgresql:///db | is not a supported URL",
                "mysql://u:hunter2@h/db | is not a supported URL",
                "postgresql://u:hunter%2@h/db | has a % without two hexadecimal digits after it",
            })
    void what_cannot_be_meant_is_one_sentence_without_the_password(String url, String told) {
        assertThatThrownBy(() -> url(url))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("Configuration: database.url ")
                .hasMessageContaining(told)
                .hasMessageNotContaining("hunter");
    }

    private static DatabaseUrl url(String url) {
        return DatabaseUrl.of(Settings.read(Map.of("LATCHKEY_DATABASE_URL", url)), "database.url");
    }
}
