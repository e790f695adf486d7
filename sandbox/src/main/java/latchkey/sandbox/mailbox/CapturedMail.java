package latchkey.sandbox.mailbox;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A mail as one recipient got it.
 *
 * @param to the recipient to whom it was delivered, whatever its header says
 * @param text the plain part, or empty
 * @param html the HTML part, or empty
 * @param headers a header that occurs more than once is one entry, a line each
 */
public record CapturedMail(
        String id,
        Instant at,
        String from,
        String to,
        String subject,
        String text,
        String html,
        Map<String, String> headers) {

    /** A whole address matches only itself, a part of one every address that contains it; empty matches all. */
    boolean isTo(String wanted) {
        String address = to.toLowerCase(Locale.ROOT);
        String part = wanted.strip().toLowerCase(Locale.ROOT);
        return part.indexOf('@') > 0 ? address.equals(part) : address.contains(part);
    }

    JsonObject toJson() {
        return JsonObject.of(
                "id",
                id,
                "from",
                from,
                "to",
                to,
                "subject",
                subject,
                "at",
                at.toString(),
                "text",
                text,
                "html",
                html,
                "headers",
                new JsonObject(new LinkedHashMap<>(headers)));
    }
}
