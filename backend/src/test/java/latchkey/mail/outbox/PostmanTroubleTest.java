package latchkey.mail.outbox;

import static latchkey.mail.outbox.Outbox.await;
import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import latchkey.mail.MailKind;
import latchkey.mail.wire.MailTimeouts;
import latchkey.testing.Eventually;
import latchkey.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What becomes of a mail when the mail server is away, refuses it or falls silent. */
class PostmanTroubleTest extends PostmanTroubles {

    /** Of this class alone: what is said of the mail servers of others comes to the same log. */
    private static final String HOST = "127.0.0.2";

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final MailTimeouts LITTLE =
            PostmanTroubles.timeouts(Duration.ofSeconds(1), Duration.ofSeconds(20), Duration.ofSeconds(8));

    PostmanTroubleTest() {
        super(DATABASE, HOST);
    }

    @Test
    void while_the_mail_server_is_away_mail_waits_and_the_log_says_so_once(Vertx vertx) throws Exception {
        int port = smtp.port();
        smtp.stop();
        List<String> said = said(() -> awayAndBack(vertx, port));
        assertThat(said).hasSize(2);
        assertThat(said.getFirst())
                .startsWith("WARN The mail server 127.0.0.2 can't be reached, or breaks off: ")
                .contains("refused")
                .endsWith("; every mail is tried again until it is given up");
        assertThat(said.getLast()).isEqualTo("INFO The mail server 127.0.0.2 accepts mails again");
    }

    private void awayAndBack(Vertx vertx, int port) throws Exception {
        UUID id = outbox.queue(MailKind.RESET);
        deploy(vertx, "smtp://" + HOST + ":" + port);
        eventually(
                () -> outbox.mail(id).getInteger("attempts"),
                attempts -> assertThat(attempts).isGreaterThan(2));
        assertThat(outbox.status(id)).isEqualTo("DEFERRED");

        var back = ScriptedSmtp.start(vertx, HOST, port);

        eventually(() -> outbox.status(id), status -> assertThat(status).isEqualTo("SENT"));
        assertThat(back.mails()).hasSize(1);
        // However often it was tried, the history says so once.
        assertThat(outbox.told()).containsExactly("mail-deferred: Our mail server couldn’t be reached.", "mail-sent: ");
    }

    @Test
    void the_servers_words_are_kept_and_told_when_they_change(Vertx vertx) throws Exception {
        smtp.answer("RCPT", "451 4.7.1 greylisted");
        UUID id = outbox.queue(MailKind.RESET);
        deploy(vertx, smtp.url());
        eventually(
                () -> outbox.mail(id).getInteger("attempts"),
                attempts -> assertThat(attempts).isGreaterThan(2));
        assertThat(outbox.mail(id).getString("detail")).isEqualTo("451 4.7.1 greylisted");

        smtp.answer("RCPT", "452 4.2.2 mailbox full");
        eventually(outbox::told, told -> assertThat(told).hasSize(2));
        smtp.answer("RCPT", "250 ok");

        eventually(() -> outbox.status(id), status -> assertThat(status).isEqualTo("SENT"));
        assertThat(outbox.told())
                .containsExactly(
                        "mail-deferred: 451 4.7.1 greylisted", "mail-deferred: 452 4.2.2 mailbox full", "mail-sent: ");
    }

    @Test
    void each_pause_is_longer_than_the_one_before(Vertx vertx) throws Exception {
        smtp.answer("MAIL", "451 4.3.0 later");
        UUID id = outbox.queue(MailKind.RESET);
        deploy(vertx, smtp.url(), Map.of("mail.retry.first", "1h", "mail.retry.longest", "3h"));

        for (int hours : List.of(1, 2, 3, 3)) {
            eventually(() -> pause(outbox.mail(id)), pause -> assertThat(pause).isEqualTo(Duration.ofHours(hours)));
            outbox.run("update mail set next_attempt_at = now(), changed_at = now()", Tuple.tuple());
        }
    }

    @Test
    void a_mailbox_that_does_not_exist_bounces(Vertx vertx) throws Exception {
        smtp.answer("RCPT", "550 5.1.1 no such user");
        UUID id = outbox.queue(MailKind.RESET);
        deploy(vertx, smtp.url());

        eventually(() -> outbox.status(id), status -> assertThat(status).isEqualTo("BOUNCED"));
        assertThat(outbox.mail(id).getValue("next_attempt_at")).isNull();
        assertThat(outbox.told()).containsExactly("mail-bounced: 550 5.1.1 no such user");
    }

    @Test
    void a_mail_that_is_refused_for_good_fails_and_the_next_one_leaves(Vertx vertx) throws Exception {
        smtp.answer(".", "554 5.7.1 looks like spam");
        UUID id = outbox.queue(MailKind.RESET);
        deploy(vertx, smtp.url());
        eventually(() -> outbox.status(id), status -> assertThat(status).isEqualTo("FAILED"));

        smtp.answer(".", "250 ok");
        UUID next = outbox.queue(MailKind.RESET);
        eventually(() -> outbox.status(next), status -> assertThat(status).isEqualTo("SENT"));
    }

    @Test
    void a_wrong_password_of_ours_loses_no_mail_and_the_log_says_so_once(Vertx vertx) throws Exception {
        List<String> said = said(() -> refusedAndTaken(vertx));
        assertThat(said)
                .containsExactly(
                        "WARN The mail server 127.0.0.2 refuses every mail: 535 5.7.8 wrong password; every mail is tried"
                                + " again until it is given up",
                        "INFO The mail server 127.0.0.2 accepts mails again");
    }

    private void refusedAndTaken(Vertx vertx) throws Exception {
        smtp.answer("AUTH", "535 5.7.8 wrong password");
        UUID id = outbox.queue(MailKind.RESET);
        deploy(vertx, "smtp://user:password@" + HOST + ":" + smtp.port());
        eventually(() -> outbox.status(id), status -> assertThat(status).isEqualTo("DEFERRED"));

        smtp.answer("AUTH", "235 welcome");
        eventually(() -> outbox.status(id), status -> assertThat(status).isEqualTo("SENT"));
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_one_warning_with_host_and_cause(Vertx vertx) throws Exception {
        var server = new GreenMail(new ServerSetup(0, HOST, ServerSetup.PROTOCOL_SMTPS));
        server.start();
        var log = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Postman.class);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.addAppender(lines);
        try {
            UUID id = outbox.queue(MailKind.RESET);
            deploy(vertx, "smtps://" + HOST + ":" + server.getSmtps().getPort());
            eventually(
                    () -> outbox.mail(id).getInteger("attempts"),
                    attempts -> assertThat(attempts).isGreaterThan(2));
            assertThat(List.copyOf(lines.list))
                    .filteredOn(line -> line.getLevel() == Level.WARN
                            && line.getFormattedMessage().contains(HOST))
                    .singleElement()
                    .satisfies(line -> assertThat(line.getFormattedMessage())
                            .startsWith("No secure connection to the mail server 127.0.0.2: its certificate is from no"
                                    + " authority that is trusted here;"));
        } finally {
            log.detachAppender(lines);
            server.stop();
        }
    }

    @Test
    void in_the_end_a_mail_is_given_up(Vertx vertx) throws Exception {
        smtp.answer("RCPT", "451 4.7.1 greylisted");
        UUID id = outbox.queue(MailKind.RESET);
        deploy(vertx, smtp.url(), Map.of("mail.retry.give-up", "1h"));
        eventually(() -> outbox.status(id), status -> assertThat(status).isEqualTo("DEFERRED"));
        // As if the hour were over now.
        outbox.run("update mail set created_at = created_at - interval '1 hour'", Tuple.tuple());

        eventually(() -> outbox.status(id), status -> assertThat(status).isEqualTo("FAILED"));
        assertThat(outbox.told())
                .containsExactly("mail-deferred: 451 4.7.1 greylisted", "mail-failed: 451 4.7.1 greylisted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "EHLO", "RCPT", "DATA", "."})
    void a_silent_server_is_left_and_asked_again(String command, Vertx vertx) throws Exception {
        String usual = command.equals("CONNECT") ? "220 hello" : command.equals("DATA") ? "354 go ahead" : "250 ok";
        smtp.answer(command, ScriptedSmtp.SILENCE);
        UUID id = outbox.queue(MailKind.RESET);
        await(vertx.deployVerticle(postman(vertx, smtp.url(), Map.of(), LITTLE)));
        eventually(() -> outbox.status(id), status -> assertThat(status).isEqualTo("DEFERRED"));

        smtp.answer(command, usual);
        eventually(() -> outbox.status(id), status -> assertThat(status).isEqualTo("SENT"));
    }

    /** What is logged of the mail server from its trouble to the end of it. */
    private static List<String> said(Trouble trouble) throws Exception {
        var log = Eventually.logger(Postman.class.getName());
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.addAppender(lines);
        log.setLevel(Level.INFO);
        try {
            trouble.happens();
            return eventually(
                    () -> List.copyOf(lines.list).stream()
                            .map(line -> line.getLevel() + " " + line.getFormattedMessage())
                            .filter(line -> line.contains("mail server " + HOST))
                            .toList(),
                    told -> assertThat(told).last().asString().startsWith("INFO"));
        } finally {
            log.detachAppender(lines);
            log.setLevel(null);
        }
    }

    private interface Trouble {

        void happens() throws Exception;
    }

    private static Duration pause(Row mail) {
        OffsetDateTime changed = mail.getOffsetDateTime("changed_at");
        return Duration.between(changed, mail.getOffsetDateTime("next_attempt_at"));
    }
}
