package latchkey.mail.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What operators see of the mail: attempts by outcome, and what waits. */
final class MailMeters {

    private final MeterRegistry meters;
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong oldestMillis = new AtomicLong();
    private final AtomicLong overdueMillis = new AtomicLong();

    MailMeters(MeterRegistry meters) {
        this.meters = meters;
        for (DeliveryOutcome.Status status : DeliveryOutcome.Status.values()) {
            count(status, 0);
        }
        Gauge.builder("latchkey.mail.waiting", waiting, AtomicLong::get)
                .description("Mails that have not left yet")
                .register(meters);
        TimeGauge.builder("latchkey.mail.oldest", oldestMillis, TimeUnit.MILLISECONDS, AtomicLong::get)
                .description("How long ago the oldest mail that has not left was written")
                .register(meters);
        TimeGauge.builder("latchkey.mail.overdue", overdueMillis, TimeUnit.MILLISECONDS, AtomicLong::get)
                .description("How long the mail that is due the longest waits to be tried")
                .register(meters);
    }

    void count(DeliveryOutcome.Status status) {
        count(status, 1);
    }

    void show(Backlog backlog) {
        waiting.set(backlog.mails());
        oldestMillis.set(backlog.oldest().toMillis());
        overdueMillis.set(backlog.overdue().toMillis());
    }

    private void count(DeliveryOutcome.Status status, int amount) {
        meters.counter("latchkey.mail.attempts", "outcome", status.name().toLowerCase(Locale.ROOT))
                .increment(amount);
    }
}
