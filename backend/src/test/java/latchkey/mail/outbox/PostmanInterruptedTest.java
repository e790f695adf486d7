package latchkey.mail.outbox;

import static latchkey.mail.outbox.Outbox.await;
import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import latchkey.mail.MailKind;
import latchkey.mail.outbox.ScriptedSmtp.Received;
import latchkey.mail.wire.MailTimeouts;
import latchkey.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What becomes of a mail when the process or the database fails on its way, or another mail takes long. */
class PostmanInterruptedTest extends PostmanTroubles {

    private static final TestDatabase DATABASE = TestDatabase.create();
    /** Longer than any machine takes for a test. */
    private static final MailTimeouts PATIENT =
            timeouts(Duration.ofMinutes(10), Duration.ofSeconds(20), Duration.ofMinutes(5));

    PostmanInterruptedTest() {
        super(DATABASE);
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
        assertThat(smtp.mails()).extracting(PostmanInterruptedTest::link).hasSizeGreaterThan(1);
        assertThat(smtp.mails().stream().map(PostmanInterruptedTest::link).distinct())
                .hasSize(1);
    }

    @Test
    void the_mail_of_a_process_that_died_is_taken_over(Vertx vertx) throws Exception {
        UUID id = outbox.queue(MailKind.RESET);
        var dead = await(new MailTable(outbox.pool()).claim(1, List.of(), Duration.ofMinutes(1)));
        assertThat(dead).hasSize(1);
        var other = await(new MailTable(outbox.pool()).claim(1, List.of(), Duration.ofMinutes(1)));
        assertThat(other).isEmpty();
        // As if the minute were over now.
        outbox.run("update mail set leased_until = now()", Tuple.tuple());

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

        assertThat(await(postman.oldestWaiting())).isBetween(Duration.ofSeconds(90), Duration.ofMinutes(10));
    }

    @Test
    void a_stop_lets_the_mail_on_its_way_arrive(Vertx vertx) throws Exception {
        smtp.answer(".", ScriptedSmtp.held("250 ok"));
        UUID id = outbox.queue(MailKind.RESET);
        String postman = deploy(vertx, smtp.url());
        eventually(smtp::mails, mails -> assertThat(mails).hasSize(1));
        var stopped = vertx.undeploy(postman);
        assertThat(outbox.status(id)).isEqualTo("QUEUED");

        smtp.release();
        await(stopped);

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
        await(vertx.deployVerticle(postman(vertx, smtp.url(), Map.of(), PATIENT)));

        eventually(smtp::mails, mails -> assertThat(mails).hasSize(20));
        assertThat(outbox.mail(slow).getString("detail")).isNull();
        assertThat(outbox.status(slow)).isEqualTo("QUEUED");
    }

    @Test
    void a_server_that_takes_longer_than_the_lease_gets_the_mail_once(Vertx vertx) throws Exception {
        smtp.answer(".", ScriptedSmtp.held("250 ok"));
        UUID id = outbox.queue(MailKind.RESET);
        var leases = timeouts(Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofSeconds(30));
        await(vertx.deployVerticle(postman(vertx, smtp.url(), Map.of(), leases)));
        await(vertx.deployVerticle(postman(vertx, smtp.url(), Map.of(), leases)));
        eventually(smtp::mails, mails -> assertThat(mails).hasSize(1));
        var lease = outbox.mail(id).getOffsetDateTime("leased_until");
        // What is renewed in time doesn't end, however long the server takes.
        eventually(
                () -> outbox.mail(id).getOffsetDateTime("leased_until"),
                renewed -> assertThat(renewed).isAfter(lease));

        smtp.release();
        eventually(() -> outbox.status(id), status -> assertThat(status).isEqualTo("SENT"));

        assertThat(smtp.mails()).hasSize(1);
        assertThat(outbox.told()).containsExactly("mail-sent: ");
    }

    @Test
    void a_slow_server_keeps_no_mail_from_a_connection(Vertx vertx) throws Exception {
        smtp.answer("RCPT TO:<slow@example.test>", ScriptedSmtp.SILENCE);
        UUID slow = outbox.queue(MailKind.RESET);
        outbox.run("update mail set recipient = 'slow@example.test'", Tuple.tuple());
        var quick = timeouts(Duration.ofMinutes(10), Duration.ofMillis(100), Duration.ofMinutes(5));
        await(vertx.deployVerticle(postman(vertx, smtp.url(), Map.of("mail.connections", "1"), quick)));
        eventually(smtp::commands, sent -> assertThat(sent).contains("RCPT TO:<slow@example.test>"));

        UUID next = outbox.queue(MailKind.RESET);

        eventually(() -> outbox.status(next), status -> assertThat(status).isEqualTo("SENT"));
        assertThat(outbox.status(slow)).isEqualTo("QUEUED");
    }

    @Test
    void a_stop_tells_nothing_of_a_mail_that_may_yet_arrive(Vertx vertx) throws Exception {
        smtp.answer(".", ScriptedSmtp.SILENCE);
        UUID id = outbox.queue(MailKind.RESET);
        String postman = await(vertx.deployVerticle(postman(vertx, smtp.url(), Map.of(), PATIENT)));
        eventually(smtp::mails, mails -> assertThat(mails).hasSize(1));

        await(vertx.undeploy(postman));
        smtp.stop();

        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .during(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(outbox.told()).isEmpty());
        assertThat(outbox.status(id)).isEqualTo("QUEUED");
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

    private static String link(Received mail) {
        return mail.content()
                .replace("=\n", "")
                .lines()
                .filter(line -> line.startsWith("http://au.localhost:8080/reset-password/"))
                .findFirst()
                .orElseThrow();
    }
}
