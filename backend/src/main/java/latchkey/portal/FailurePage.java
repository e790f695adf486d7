package latchkey.portal;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import latchkey.page.Page;

/**
 * What went wrong with a request, in words, and what to do next.
 *
 * @param id the request's id, which the reader can quote to support and the log has too
 * @param again when another attempt makes sense, if a limit says so
 */
public record FailurePage(Kind kind, String id, Optional<Instant> again) implements Page {

    /** The failures that have words of their own. */
    public enum Kind {
        BAD_REQUEST(400, "failure.bad-request"),
        CROSS_SITE(403, "failure.cross-site"),
        NOT_FOUND(404, "failure.not-found"),
        WRONG_METHOD(405, "failure.wrong-method"),
        TOO_LARGE(413, "failure.too-large"),
        WRONG_TYPE(415, "failure.wrong-type"),
        LIMITED(429, "failure.limited"),
        BROKEN(500, "failure.broken"),
        AWAY(503, "failure.away"),
        /** The same after saving began: it is not known whether something was saved. */
        PASSWORD_UNSURE(503, "failure.password-unsure"),
        ADDRESS_UNSURE(503, "failure.address-unsure");

        private final int status;
        private final String key;

        Kind(int status, String key) {
            this.status = status;
            this.key = key;
        }

        public String key() {
            return key;
        }

        /** Whether the reader can find out the outcome by signing in. */
        public boolean isUnsure() {
            return this == PASSWORD_UNSURE || this == ADDRESS_UNSURE;
        }
    }

    /** The page for a status; one without words of its own has those of 400 or 500. */
    public static FailurePage of(int status, String id) {
        Kind kind = Stream.of(Kind.values())
                .filter(one -> one.status == status)
                .findFirst()
                .orElse(status < 500 ? Kind.BAD_REQUEST : Kind.BROKEN);
        return new FailurePage(kind, id, Optional.empty());
    }

    public FailurePage again(Instant at) {
        return new FailurePage(kind, id, Optional.of(at));
    }
}
