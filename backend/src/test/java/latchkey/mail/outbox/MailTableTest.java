package latchkey.mail.outbox;

import static latchkey.mail.outbox.Outbox.await;
import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import latchkey.mail.DueMail;
import latchkey.mail.MailKind;
import latchkey.mail.WrittenMail;
import latchkey.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@ExtendWith(VertxExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
class MailTableTest {

    private static final WrittenMail WRITTEN = new WrittenMail(
            Locale.ROOT,
            "",
            "",
            "",
            "Subject",
            "",
            List.of(),
            "",
            "http://au.localhost/login",
            "",
            List.of(),
            List.of());

    private static final TestDatabase DATABASE = TestDatabase.create();

    private Outbox outbox;
    private MailTable table;

    @BeforeEach
    void open(Vertx vertx) throws Exception {
        outbox = new Outbox(DATABASE, vertx);
        table = new MailTable(outbox.pool());
    }

    @Test
    void a_reset_overtakes_the_invitations() throws Exception {
        outbox.queue(MailKind.INVITATION);
        outbox.queue(MailKind.INVITATION);
        UUID reset = outbox.queue(MailKind.RESET);

        var first = await(table.claim(1, List.of(), Duration.ofMinutes(1)));

        assertThat(first).extracting(DueMail::id).containsExactly(reset);
    }

    @Test
    void a_mail_that_another_postman_takes_at_this_moment_is_passed_over() throws Exception {
        UUID taken = outbox.queue(MailKind.RESET);
        UUID other = outbox.queue(MailKind.RESET);
        var colleague = await(outbox.pool().getConnection());
        await(colleague.query("begin").execute());
        await(colleague
                .preparedQuery("select from mail where id = $1 for update")
                .execute(Tuple.of(taken)));

        assertThat(await(table.claim(2, List.of(), Duration.ofMinutes(1))))
                .extracting(DueMail::id)
                .containsExactly(other);
        await(colleague.query("rollback").execute().eventually(colleague::close));
        assertThat(await(table.claim(2, List.of(), Duration.ofMinutes(1))))
                .extracting(DueMail::id)
                .containsExactly(taken);
    }

    @Test
    void what_a_late_postman_says_counts_only_if_the_mail_left() throws Exception {
        UUID id = outbox.queue(MailKind.RESET);
        DueMail late = await(table.claim(1, List.of(), Duration.ofMillis(1))).getFirst();
        DueMail current = eventually(
                        () -> await(table.claim(1, List.of(), Duration.ofMinutes(1))),
                        mails -> assertThat(mails).hasSize(1))
                .getFirst();

        await(table.note(late, DeliveryOutcome.failed("too late")));
        assertThat(outbox.status(id)).isEqualTo("QUEUED");
        await(table.note(current, DeliveryOutcome.deferred("later", Duration.ofMinutes(1))));
        await(table.note(late, DeliveryOutcome.sent(WRITTEN)));
        await(table.note(late, DeliveryOutcome.sent(WRITTEN)));

        assertThat(outbox.status(id)).isEqualTo("SENT");
        assertThat(outbox.told()).containsExactly("mail-deferred: later", "mail-sent: ");
    }
}
