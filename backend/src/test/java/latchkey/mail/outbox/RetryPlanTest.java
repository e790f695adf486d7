package latchkey.mail.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.ext.mail.SMTPException;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import latchkey.mail.DueMail;
import latchkey.mail.outbox.DeliveryOutcome.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPlanTest {

    private static final RetryPlan PLAN = new RetryPlan(Duration.ofMinutes(1), Duration.ofHours(6), Duration.ofDays(3));

    @Test
    void the_pause_doubles_up_to_the_longest() {
        assertThat(PLAN.pause(1, Duration.ZERO)).contains(Duration.ofMinutes(1));
        assertThat(PLAN.pause(2, Duration.ZERO)).contains(Duration.ofMinutes(2));
        assertThat(PLAN.pause(9, Duration.ZERO)).contains(Duration.ofMinutes(256));
        assertThat(PLAN.pause(10, Duration.ZERO)).contains(Duration.ofHours(6));
        assertThat(PLAN.pause(Integer.MAX_VALUE, Duration.ZERO)).contains(Duration.ofHours(6));
    }

    @Test
    void a_mail_that_would_be_too_old_is_given_up() {
        assertThat(PLAN.pause(20, Duration.ofHours(65))).isPresent();
        assertThat(PLAN.pause(20, Duration.ofHours(66))).isEmpty();
        assertThat(PLAN.outcome(new ConnectException(), mail(Duration.ofDays(4)))
                        .status())
                .isEqualTo(Status.FAILED);
    }

    @ParameterizedTest
    @CsvSource({
        "recipient address not accepted, 550 5.1.1 no such user, BOUNCED",
        "recipient address not accepted, 550-5.1.1 no such user, BOUNCED",
        "recipient address not accepted, 550 no such user, BOUNCED",
        "recipient address not accepted, 551 not here, BOUNCED",
        "recipient address not accepted, 553 what a name, BOUNCED",
        "recipient address not accepted, 552 5.2.2 mailbox full, BOUNCED",
        "sending data failed, 550 5.1.1 no such user, BOUNCED",
        "recipient address not accepted, 550 5.7.1 your network is blocked, FAILED",
        "recipient address not accepted, 554 relay access denied, FAILED",
        "sending data failed, 554 5.7.1 looks like spam, FAILED",
        "sending data failed, 550 no, FAILED",
        "DATA command not accepted, 554 no, FAILED",
        "recipient address not accepted, 451 4.7.1 greylisted, DEFERRED",
        "recipient address not accepted, nonsense, DEFERRED",
        "sender address not accepted, 553 5.7.1 not your address, DEFERRED",
        "AUTH PLAIN failed, 535 5.7.8 wrong password, DEFERRED",
        "got error response, 554 no service, DEFERRED",
    })
    void what_a_refusal_means_depends_on_what_was_refused(String what, String reply, Status status) {
        int code = reply.startsWith("nonsense") ? 500 : Integer.parseInt(reply.substring(0, 3));
        var outcome = PLAN.outcome(new SMTPException(what, code, List.of(reply), true), mail(Duration.ZERO));
        assertThat(outcome.status()).isEqualTo(status);
        assertThat(outcome.words()).contains(reply);
    }

    @Test
    void the_servers_words_are_kept_in_one_short_line() {
        var refusal = new SMTPException(
                "recipient address not accepted",
                451,
                List.of("451-busy\u0000\u202E", "451 later" + "!".repeat(9000)),
                true);
        assertThat(PLAN.outcome(refusal, mail(Duration.ZERO)).words().orElseThrow())
                .startsWith("451-busy 451 later!")
                .hasSize(500);
    }

    @Test
    void trouble_with_the_connection_is_told_in_words() {
        assertThat(words(new ConnectException("127.0.0.1"))).isEqualTo("Our mail server couldn’t be reached.");
        assertThat(words(new TimeoutException())).isEqualTo("Our mail server didn’t answer in time.");
        assertThat(words(new IOException("x"))).isEqualTo("Our mail server closed the connection unexpectedly.");
        assertThat(words(new NullPointerException("x"))).isEqualTo("The email couldn’t be passed to our mail server.");
    }

    private static String words(Throwable failure) {
        return PLAN.outcome(failure, mail(Duration.ZERO)).words().orElseThrow();
    }

    private static DueMail mail(Duration age) {
        return new DueMail(
                UUID.randomUUID(),
                "reset",
                Optional.of("au"),
                false,
                "client.au@example.test",
                "Robin",
                "Robin Client",
                1,
                Instant.EPOCH,
                age,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                "",
                Optional.empty());
    }
}
