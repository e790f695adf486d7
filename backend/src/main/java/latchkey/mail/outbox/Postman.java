package latchkey.mail.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.SMTPException;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import latchkey.config.Settings;
import latchkey.link.LinkTokens;
import latchkey.mail.DueMail;
import latchkey.mail.MailKind;
import latchkey.mail.MailWriter;
import latchkey.mail.Undeliverable;
import latchkey.mail.wire.Envelope;
import latchkey.mail.wire.MailServer;
import latchkey.mail.wire.MailServerUnusable;
import latchkey.mail.wire.MailTimeouts;
import latchkey.mail.wire.SmtpRefusal;
import latchkey.region.Regions;
import latchkey.web.trace.Spans;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties the outbox: takes the mails that are due, sends as many in parallel as there are connections to the mail
 * server, and records what became of each. Any number of postmen share one outbox (docs/decisions/056-the-outbox.md).
 */
public final class Postman extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final String CONSEQUENCE = "every mail is tried again until it is given up";

    private record Delivery(long startNanos, Future<Void> noted) {}

    private static final long LOOK_MILLIS = 500;
    private static final long MEASURE_MILLIS = 15_000;
    private static final long CLOSE_SECONDS = 2;

    private final MailServer server;
    private final MailClient client;
    private final MailTable table;
    private final Envelope envelope;
    private final RetryPlan plan;
    private final MailTimeouts timeouts;
    private final MailMeters meters;

    // The rest belongs to this verticle's event loop.
    private final Map<UUID, Delivery> underway = new HashMap<>();
    private Future<List<DueMail>> looking = Future.succeededFuture(List.of());
    private boolean stopping;
    private boolean closing;
    private boolean stopped;
    private boolean outboxAway;
    private boolean warned;

    public Postman(
            Vertx vertx, Settings settings, Regions regions, LinkTokens tokens, Pool pool, MeterRegistry meters) {
        this(vertx, settings, regions, tokens, pool, meters, MailTimeouts.USUAL);
    }

    Postman(
            Vertx vertx,
            Settings settings,
            Regions regions,
            LinkTokens tokens,
            Pool pool,
            MeterRegistry meters,
            MailTimeouts timeouts) {
        this.server = new MailServer(settings, timeouts);
        this.table = new MailTable(pool);
        this.envelope = new Envelope(new MailWriter(settings, regions, tokens));
        this.plan = new RetryPlan(settings);
        this.timeouts = timeouts;
        this.meters = new MailMeters(meters);
        this.client = server.connect(vertx);
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(0, LOOK_MILLIS, timer -> look());
        vertx.setPeriodic(0, MEASURE_MILLIS, timer -> measure());
        vertx.setPeriodic(timeouts.lease().toMillis() / 3, timer -> renew());
        return Future.succeededFuture();
    }

    /**
     * Gives the mails that are on their way a few seconds to arrive. Nothing is recorded about the others, since nobody
     * knows what becomes of them: another postman takes them when their lease ends.
     */
    @Override
    public Future<?> stop() {
        stopping = true;
        return looking.transform(looked -> Future.join(
                        underway.values().stream().map(Delivery::noted).toList()))
                .timeout(timeouts.stop().toMillis(), TimeUnit.MILLISECONDS)
                .transform(done -> {
                    closing = true;
                    return client.close();
                })
                .timeout(CLOSE_SECONDS, TimeUnit.SECONDS)
                .onComplete(closed -> stopped = true)
                .otherwiseEmpty();
    }

    /** How long the most overdue mail has been due: close to zero while postmen are at work. */
    public Future<Duration> oldestWaiting() {
        return table.backlog().map(Backlog::overdue);
    }

    private void look() {
        int free = Math.min(server.connections() - (int) brisk(), server.mostConnections() - underway.size());
        if (free > 0 && looking.isComplete() && !stopping) {
            looking = table.claim(free, underway.keySet(), timeouts.lease())
                    .onSuccess(this::deliver)
                    .onFailure(this::outboxAway);
        }
    }

    /** How many mails on their way have not been slow so far. */
    private long brisk() {
        long now = System.nanoTime();
        return underway.values().stream()
                .filter(delivery ->
                        now - delivery.startNanos() < timeouts.slow().toNanos())
                .count();
    }

    private void renew() {
        if (!underway.isEmpty()) {
            table.renew(underway.keySet(), timeouts.lease()).onFailure(this::outboxAway);
        }
    }

    private void deliver(List<DueMail> mails) {
        outboxAway = false;
        for (DueMail mail : mails) {
            Future<Void> delivery = traced(mail, attempt(mail)).compose(outcome -> note(mail, outcome));
            underway.put(mail.id(), new Delivery(System.nanoTime(), delivery));
            delivery.onComplete(done -> delivered(mail));
        }
    }

    private void delivered(DueMail mail) {
        underway.remove(mail.id());
        look();
    }

    /** A failure is an outcome too, unless a stop caused it. */
    private Future<DeliveryOutcome> attempt(DueMail mail) {
        return Future.succeededFuture(mail)
                .map(envelope::write)
                .compose(written -> server.send(client, envelope.fill(mail, written))
                        .map(result -> DeliveryOutcome.sent(written.kept(MailKind.of(mail.kind())))))
                .timeout(timeouts.attempt().toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure ->
                        closing ? Future.failedFuture(failure) : Future.succeededFuture(failed(mail, failure)));
    }

    private Future<DeliveryOutcome> traced(DueMail mail, Future<DeliveryOutcome> attempt) {
        return Spans.of(vertx.getOrCreateContext())
                .map(spans -> spans.attempt(
                        mail.id(),
                        mail.kind(),
                        attempt,
                        outcome -> outcome.status().name()))
                .orElse(attempt);
    }

    private DeliveryOutcome failed(DueMail mail, Throwable failure) {
        switch (failure) {
            case SMTPException refused
            when SmtpRefusal.of(refused).isOfEveryMail() ->
                warn(
                        "The mail server {} refuses every mail: {}; " + CONSEQUENCE,
                        SmtpRefusal.of(refused).words());
            // Recorded in the outcome. Their texts stay out of the log: a server may quote the address.
            case Undeliverable undeliverable -> {}
            case SMTPException refused -> {}
            case SSLException insecure ->
                warn("No secure connection to the mail server {}: {}; " + CONSEQUENCE, insecure);
            case MailServerUnusable unusable -> warn("The mail server {} can't be used: {}; " + CONSEQUENCE, unusable);
            case IOException unreachable ->
                warn("The mail server {} can't be reached, or breaks off: {}; " + CONSEQUENCE, unreachable);
            case TimeoutException slow -> warn("The mail server {} takes too long: {}; " + CONSEQUENCE, slow);
            default ->
                LOG.atError()
                        .setCause(failure)
                        .addKeyValue("mail", mail.id())
                        .addKeyValue("kind", mail.kind())
                        .log("A mail can't be written or handed over; it will be tried again");
        }
        return plan.outcome(failure, mail);
    }

    private void warn(String text, Exception failure) {
        warn(text, String.valueOf(failure.getMessage()));
    }

    /** Until the mail server accepts a mail again every attempt fails the same way: one log line for all. */
    private void warn(String text, String cause) {
        if (!warned) {
            LOG.warn(text, server.host(), cause);
        }
        warned = true;
    }

    /** The note is repeated until it is written: a mail that has left must not be sent again. */
    private Future<Void> note(DueMail mail, DeliveryOutcome outcome) {
        return table.note(mail, outcome)
                .onSuccess(noted -> noted(mail, outcome))
                .recover(failure -> stopped
                        ? Future.failedFuture(failure)
                        : vertx.timer(LOOK_MILLIS, TimeUnit.MILLISECONDS).compose(later -> note(mail, outcome)));
    }

    private void noted(DueMail mail, DeliveryOutcome outcome) {
        meters.count(outcome.status());
        if (warned && outcome.status() == DeliveryOutcome.Status.SENT) {
            warned = false;
            LOG.info("The mail server {} accepts mails again", server.host());
        }
        LOG.atInfo()
                .addKeyValue("mail", mail.id())
                .addKeyValue("kind", mail.kind())
                .addKeyValue("outcome", outcome.status())
                .addKeyValue("attempt", mail.attempts())
                .log("Mail attempted");
    }

    private void measure() {
        table.backlog().onSuccess(meters::show);
    }

    private void outboxAway(Throwable failure) {
        if (!outboxAway) {
            LOG.atWarn().setCause(failure).log("The outbox can't be read; trying again");
        }
        outboxAway = true;
    }
}
