package latchkey.mail.outbox;

import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import latchkey.mail.MailKind;
import latchkey.testing.Certificates;
import latchkey.testing.Eventually;
import latchkey.testing.TestDatabase;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a mail travels to a mail server that offers STARTTLS with a certificate for {@code localhost}. */
class SecureMailTest extends PostmanTroubles {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final Logger MAIL = Eventually.logger("latchkey.mail");

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @TempDir
    Path folder;

    private Certificates authority;

    SecureMailTest() {
        super(DATABASE);
    }

    @BeforeEach
    void watch() {
        authority = Certificates.in(folder, "authority");
        log.start();
        MAIL.addAppender(log);
    }

    @AfterEach
    void forget() {
        MAIL.detachAppender(log);
    }

    @Test
    void it_travels_under_tls_where_the_certificate_is_from_the_named_authority(Vertx vertx) throws Exception {
        smtp.secure(authority.issue("localhost"));
        UUID id = outbox.queue(MailKind.RESET);
        deploy(vertx, url("localhost", "?starttls=required&ca=" + authority.authority()));
        eventually(() -> outbox.status(id), status -> assertThat(status).isEqualTo("SENT"));
        assertThat(smtp.commands()).contains("STARTTLS");
    }

    @Test
    void a_certificate_for_another_name_keeps_it(Vertx vertx) throws Exception {
        smtp.secure(authority.issue("mail.example"));
        stays(
                vertx,
                authority.authority(),
                "its certificate is refused: No subject alternative DNS name matching localhost found.");
    }

    @Test
    void a_certificate_that_has_expired_keeps_it(Vertx vertx) throws Exception {
        smtp.secure(authority.expired("localhost"));
        stays(vertx, authority.authority(), "its certificate has expired");
    }

    @Test
    void a_certificate_of_a_stranger_keeps_it(Vertx vertx) throws Exception {
        smtp.secure(Certificates.in(folder, "stranger").issue("localhost"));
        stays(vertx, authority.authority(), "its certificate is from no authority that is trusted here");
    }

    @Test
    void a_server_that_offers_no_tls_does_not_get_it(Vertx vertx) throws Exception {
        stays(vertx, url("localhost", "?starttls=required&ca=" + authority.authority()));
        assertThat(warnings())
                .containsExactly(
                        "The mail server localhost can't be used: STARTTLS required but not supported by server; every"
                                + " mail is tried again until it is given up");
    }

    @Test
    void a_server_without_a_way_to_sign_in_does_not_get_it(Vertx vertx) throws Exception {
        smtp.secure(authority.issue("localhost"));
        stays(
                vertx,
                "smtp://postman:secret@localhost:" + smtp.port() + "?starttls=required&ca=" + authority.authority());
        assertThat(warnings())
                .singleElement(InstanceOfAssertFactories.STRING)
                .startsWith("The mail server localhost can't be used: login is required, but no allowed AUTH methods")
                .doesNotContain("secret");
    }

    @Test
    void it_may_travel_in_the_clear_where_the_url_says_so_and_the_log_says_it_too(Vertx vertx) throws Exception {
        UUID id = outbox.queue(MailKind.RESET);
        deploy(vertx, url("localhost", "?starttls=optional"));
        eventually(() -> outbox.status(id), status -> assertThat(status).isEqualTo("SENT"));
        assertThat(warnings())
                .containsExactly(
                        "mail.url has starttls=optional: mails travel in the clear where localhost offers no TLS");
    }

    private void stays(Vertx vertx, Path trusted, String why) throws Exception {
        stays(vertx, url("localhost", "?starttls=required&ca=" + trusted));
        assertThat(warnings())
                .containsExactly("No secure connection to the mail server localhost: " + why
                        + "; every mail is tried again until it is given up");
    }

    private void stays(Vertx vertx, String url) throws Exception {
        UUID id = outbox.queue(MailKind.RESET);
        deploy(vertx, url);
        eventually(
                () -> outbox.mail(id).getInteger("attempts"),
                attempts -> assertThat(attempts).isGreaterThan(2));
        assertThat(outbox.status(id)).isEqualTo("DEFERRED");
        assertThat(smtp.mails()).isEmpty();
    }

    /** Of this class: other postmen log at the same time. */
    private List<String> warnings() {
        return List.copyOf(log.list).stream()
                .filter(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.contains("localhost"))
                .toList();
    }

    private String url(String host, String parameters) {
        return "smtp://" + host + ":" + smtp.port() + parameters;
    }
}
