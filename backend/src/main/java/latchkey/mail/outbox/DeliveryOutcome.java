package latchkey.mail.outbox;

import java.time.Duration;
import java.util.Optional;
import latchkey.mail.WrittenMail;

/**
 * The outcome of one attempt to send a mail.
 *
 * @param words the mail server's, or ours if it said nothing; shown to staff
 * @param written what was sent, if anything was
 * @param pause until the next attempt; zero if there is none
 */
record DeliveryOutcome(Status status, Optional<String> words, Optional<WrittenMail> written, Duration pause) {

    enum Status {
        SENT,
        DEFERRED,
        FAILED,
        BOUNCED
    }

    static DeliveryOutcome sent(WrittenMail written) {
        return new DeliveryOutcome(Status.SENT, Optional.empty(), Optional.of(written), Duration.ZERO);
    }

    static DeliveryOutcome deferred(String words, Duration pause) {
        return new DeliveryOutcome(Status.DEFERRED, Optional.of(words), Optional.empty(), pause);
    }

    static DeliveryOutcome failed(String words) {
        return new DeliveryOutcome(Status.FAILED, Optional.of(words), Optional.empty(), Duration.ZERO);
    }

    static DeliveryOutcome bounced(String words) {
        return new DeliveryOutcome(Status.BOUNCED, Optional.of(words), Optional.empty(), Duration.ZERO);
    }
}
