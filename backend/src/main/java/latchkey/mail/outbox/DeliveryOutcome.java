package latchkey.mail.outbox;

import java.time.Duration;
import java.util.Optional;

/**
 * The outcome of one attempt to send a mail.
 *
 * @param words the mail server's, or ours where it said nothing; staff read them
 * @param pause until the next attempt; nothing where there is none
 */
record DeliveryOutcome(Status status, Optional<String> words, Duration pause) {

    enum Status {
        SENT,
        DEFERRED,
        FAILED,
        BOUNCED
    }

    static DeliveryOutcome sent() {
        return new DeliveryOutcome(Status.SENT, Optional.empty(), Duration.ZERO);
    }

    static DeliveryOutcome deferred(String words, Duration pause) {
        return new DeliveryOutcome(Status.DEFERRED, Optional.of(words), pause);
    }

    static DeliveryOutcome failed(String words) {
        return new DeliveryOutcome(Status.FAILED, Optional.of(words), Duration.ZERO);
    }

    static DeliveryOutcome bounced(String words) {
        return new DeliveryOutcome(Status.BOUNCED, Optional.of(words), Duration.ZERO);
    }
}
