package latchkey.mail.outbox;

import io.vertx.ext.mail.SMTPException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import latchkey.config.Settings;
import latchkey.mail.DueMail;
import latchkey.mail.Undeliverable;
import latchkey.mail.wire.SmtpRefusal;
import latchkey.text.Texts;

/**
 * What happens after a failed attempt. A mail that may be sent later is tried again after {@code first}, doubling up to
 * {@code longest}, until it is as old as {@code giveUp}.
 */
record RetryPlan(Duration first, Duration longest, Duration giveUp) {

    private static final Texts STAFF = Texts.of("mail", Locale.ROOT);
    private static final int MOST_DOUBLINGS = 20;

    RetryPlan(Settings settings) {
        this(
                settings.duration("mail.retry.first"),
                settings.duration("mail.retry.longest"),
                settings.duration("mail.retry.give-up"));
    }

    DeliveryOutcome outcome(Throwable failure, DueMail mail) {
        return switch (failure) {
            case Undeliverable undeliverable -> DeliveryOutcome.failed(undeliverable.words());
            case SMTPException exception -> outcome(SmtpRefusal.of(exception), mail);
            default -> later(words(failure), mail);
        };
    }

    /**
     * The pause before the next attempt; empty if it is time to give up.
     *
     * @param attempts how many there were
     * @param age of the mail
     */
    Optional<Duration> pause(int attempts, Duration age) {
        long factor = 1L << Math.min(attempts - 1, MOST_DOUBLINGS);
        Duration pause = first.compareTo(longest.dividedBy(factor)) < 0 ? first.multipliedBy(factor) : longest;
        return age.plus(pause).compareTo(giveUp) < 0 ? Optional.of(pause) : Optional.empty();
    }

    private DeliveryOutcome outcome(SmtpRefusal refusal, DueMail mail) {
        if (!refusal.isFinal()) {
            return later(refusal.words(), mail);
        }
        return refusal.isOfRecipient()
                ? DeliveryOutcome.bounced(refusal.words())
                : DeliveryOutcome.failed(refusal.words());
    }

    private DeliveryOutcome later(String words, DueMail mail) {
        return pause(mail.attempts(), mail.age())
                .map(pause -> DeliveryOutcome.deferred(words, pause))
                .orElseGet(() -> DeliveryOutcome.failed(words));
    }

    /** Names no machine or person, and is the same for the same trouble. */
    private static String words(Throwable failure) {
        return switch (failure) {
            case ConnectException unreachable -> STAFF.text("trouble.unreachable");
            case UnknownHostException unknown -> STAFF.text("trouble.unreachable");
            case TimeoutException slow -> STAFF.text("trouble.slow");
            case SSLException insecure -> STAFF.text("trouble.insecure");
            case IOException broken -> STAFF.text("trouble.broken");
            default -> STAFF.text("trouble.other");
        };
    }
}
