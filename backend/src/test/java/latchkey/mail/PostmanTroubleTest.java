package latchkey.mail;

import static latchkey.mail.Outbox.await;
import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import latchkey.config.Settings;
import latchkey.key.Keyring;
import latchkey.key.Seal;
import latchkey.link.LinkTokens;
import latchkey.mail.ScriptedSmtp.Received;
import latchkey.region.Regions;
import latchkey.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a mail when the mail server, the network or the process fails. */
@ExtendWith(VertxExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
class PostmanTroubleTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final Patience LITTLE =
            new Patience(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(8));

    /** Longer than twenty mails take on a busy machine. */
    private static final Patience MORE =
            new Patience(Duration.ofSeconds(6), Duration.ofSeconds(20), Duration.ofSeconds(30));

    private Outbox outbox;
    private ScriptedSmtp smtp;

    @BeforeEach
    void open(Vertx vertx) throws Exception {
        outbox = new Outbox(DATABASE, vertx);
        smtp = ScriptedSmtp.start(vertx);
    }

    @Test
    void while_the_mail_server_is_away_mail_waits(Vertx vertx) throws Exception {
        int port = smtp.port();
        smtp.stop();
        UUID id = outbox.queue(MailKind.RESET);
        deploy(vertx, "smtp://127.0.0.1:" + port);
        eventually(
                () -> outbox.mail(id).getInteger("attempts"),
                attempts -> assertThat(attempts).isGreaterThan(2));
        assertThat(outbox.status(id)).isEqualTo("DEFERRED");

        var back = ScriptedSmtp.start(vertx, port);

        eventually(() -> outbox.status(id), status -> assertThat(status).isEqualTo("SENT"));
        assertThat(back.mails()).hasSize(1);
        // However often it was tried, the history says so once.
        assertThat(outbox.told())
                .containsExactly("mail-deferred: Our mail server could not be reached.", "mail-sent: ");
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
    void a_wrong_password_of_ours_loses_no_mail(Vertx vertx) throws Exception {
        smtp.answer("AUTH", "535 5.7.8 wrong password");
        UUID id = outbox.queue(MailKind.RESET);
        deploy(vertx, "smtp://user:password@127.0.0.1:" + smtp.port());
        eventually(() -> outbox.status(id), status -> assertThat(status).isEqualTo("DEFERRED"));

        smtp.answer("AUTH", "235 welcome");
        eventually(() -> outbox.status(id), status -> assertThat(status).isEqualTo("SENT"));
    }

    @Test
    void in_the_end_a_mail_is_given_up(Vertx vertx) throws Exception {
        smtp.answer("RCPT", "451 4.7.1 greylisted");
        UUID id = outbox.queue(MailKind.RESET);
        deploy(vertx, smtp.url(), Map.of("mail.retry.give-up", "4s"));

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

    @Test
    void a_mail_that_comes_twice_is_the_same_mail(Vertx vertx) throws Exception {
        smtp.answer(".", ScriptedSmtp.HANG_UP);
        UUID id = outbox.queue(MailKind.RESET);
        deploy(vertx, smtp.url());
        eventually(smtp::mails, mails -> assertThat(mails).hasSizeGreaterThan(1));

        assertThat(smtp.mails())
                .extracting(mail -> mail.header("Message-ID"))
                .containsOnly("<" + id + "@au.localhost>");
        assertThat(smtp.mails()).extracting(PostmanTroubleTest::link).hasSizeGreaterThan(1);
        assertThat(smtp.mails().stream().map(PostmanTroubleTest::link).distinct())
                .hasSize(1);
    }

    @Test
    void the_mail_of_a_process_that_died_is_taken_over(Vertx vertx) throws Exception {
        UUID id = outbox.queue(MailKind.RESET);
        var dead = await(new MailTable(outbox.pool()).claim(1, List.of(), Duration.ofMillis(800)));
        assertThat(dead).hasSize(1);
        var other = await(new MailTable(outbox.pool()).claim(1, List.of(), Duration.ofMillis(800)));
        assertThat(other).isEmpty();

        deploy(vertx, smtp.url());

        eventually(() -> outbox.status(id), status -> assertThat(status).isEqualTo("SENT"));
        assertThat(outbox.mail(id).getInteger("attempts")).isEqualTo(2);
    }

    @Test
    void how_long_mail_has_been_overdue_can_be_asked(Vertx vertx) throws Exception {
        var postman = postman(vertx, smtp.url(), Map.of());
        assertThat(await(postman.oldestWaiting())).isZero();
        outbox.queue(MailKind.RESET);
        outbox.run("update mail set next_attempt_at = now() - interval '90 seconds'", Tuple.tuple());

        assertThat(await(postman.oldestWaiting())).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(110));
    }

    @Test
    void a_stop_lets_the_mail_on_its_way_arrive(Vertx vertx) throws Exception {
        smtp.answer(".", ScriptedSmtp.slowly("250 ok"));
        UUID id = outbox.queue(MailKind.RESET);
        String postman = deploy(vertx, smtp.url());
        eventually(smtp::mails, mails -> assertThat(mails).hasSize(1));
        assertThat(outbox.status(id)).isEqualTo("QUEUED");

        await(vertx.undeploy(postman));

        assertThat(outbox.status(id)).isEqualTo("SENT");
    }

    @Test
    void a_slow_recipient_holds_up_nobody_else(Vertx vertx) throws Exception {
        smtp.answer("RCPT TO:<slow@example.test>", ScriptedSmtp.SILENCE);
        UUID slow = outbox.queue(MailKind.RESET);
        outbox.run("update mail set recipient = 'slow@example.test'", Tuple.tuple());
        for (int i = 0; i < 20; i++) {
            outbox.queue(MailKind.RESET);
        }
        await(vertx.deployVerticle(postman(vertx, smtp.url(), Map.of(), MORE)));

        eventually(smtp::mails, mails -> assertThat(mails).hasSize(20));
        assertThat(outbox.mail(slow).getString("detail")).isNull();
        eventually(() -> outbox.status(slow), status -> assertThat(status).isEqualTo("DEFERRED"));
    }

    @Test
    void a_mail_that_left_is_not_sent_again_because_its_note_could_not_be_written(Vertx vertx) throws Exception {
        UUID id = outbox.queue(MailKind.RESET);
        outbox.run("alter table event rename to away", Tuple.tuple());
        deploy(vertx, smtp.url());
        eventually(smtp::mails, mails -> assertThat(mails).hasSize(1));
        assertThat(outbox.status(id)).isEqualTo("QUEUED");
        // Its lease ends meanwhile, as it would in a long outage.
        outbox.run("update mail set leased_until = now()", Tuple.tuple());

        outbox.run("alter table away rename to event", Tuple.tuple());

        eventually(() -> outbox.status(id), status -> assertThat(status).isEqualTo("SENT"));
        assertThat(outbox.told()).containsExactly("mail-sent: ");
        assertThat(smtp.mails()).hasSize(1);
    }

    @CanIgnoreReturnValue
    private String deploy(Vertx vertx, String url) throws Exception {
        return deploy(vertx, url, Map.of());
    }

    @CanIgnoreReturnValue
    private String deploy(Vertx vertx, String url, Map<String, String> others) throws Exception {
        return await(vertx.deployVerticle(postman(vertx, url, others)));
    }

    private Postman postman(Vertx vertx, String url, Map<String, String> others) {
        return postman(vertx, url, others, Patience.USUAL);
    }

    private Postman postman(Vertx vertx, String url, Map<String, String> others, Patience patience) {
        Settings settings = outbox.settings(url).with(others);
        var tokens = new LinkTokens(new Seal(new Keyring(settings)));
        return new Postman(
                vertx, settings, new Regions(settings), tokens, outbox.pool(), new SimpleMeterRegistry(), patience);
    }

    private static String link(Received mail) {
        return mail.content()
                .replace("=\n", "")
                .lines()
                .filter(line -> line.startsWith("http://au.localhost:8080/reset-password/"))
                .findFirst()
                .orElseThrow();
    }

    private static Duration pause(Row mail) {
        OffsetDateTime changed = mail.getOffsetDateTime("changed_at");
        return Duration.between(changed, mail.getOffsetDateTime("next_attempt_at"));
    }
}
