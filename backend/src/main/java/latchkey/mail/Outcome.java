package latchkey.mail;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of one attempt to send a mail.
 *
 * @param words the mail server's, or ours where it said nothing; staff read them
 * @param pause until the next attempt; nothing where there is none
 */
record Outcome(Status status, Optional<String> words, Duration pause) {

    enum Status {
        SENT,
        DEFERRED,
        FAILED,
        BOUNCED
    }

    static Outcome sent() {
        return new Outcome(Status.SENT, Optional.empty(), Duration.ZERO);
    }

    static Outcome deferred(String words, Duration pause) {
        return new Outcome(Status.DEFERRED, Optional.of(words), pause);
    }

    static Outcome failed(String words) {
        return new Outcome(Status.FAILED, Optional.of(words), Duration.ZERO);
    }

    static Outcome bounced(String words) {
        return new Outcome(Status.BOUNCED, Optional.of(words), Duration.ZERO);
    }
}
