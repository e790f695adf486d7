package latchkey.event;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.stream.Collectors;
import latchkey.text.Texts;

/**
 * Puts an event in plain words, from the bundle {@code staff}. The sentences' arguments: {0} an address, {1} which
 * email, {2} why it was not delivered, {3} why or which fields, {4} a staff member, {5} how many.
 */
final class EventWords {

    private static final Texts TEXTS = Texts.of("staff", Locale.ROOT);

    private EventWords() {}

    static String text(Event event) {
        JsonObject details = event.details();
        String key = key(event.kind(), details.getString("detail", ""));
        return TEXTS.has(key)
                ? TEXTS.text(
                                key,
                                typed(details),
                                word("mail.", details.getString("mail", "")),
                                reason(details.getString("detail", "")),
                                why(event.kind(), details),
                                details.getString("name", ""),
                                details.getInteger("count", 0))
                        .strip()
                : event.kind().replace('-', ' ');
    }

    /** Some have a sentence of their own where the reason is known. */
    private static String key(String kind, String reason) {
        String detailed = "event." + kind + ".detailed";
        return !reason.isEmpty() && TEXTS.has(detailed) ? detailed : "event." + kind;
    }

    static String actor(Event event) {
        return event.staffName().orElseGet(() -> word("actor.", event.actor()));
    }

    private static String why(String kind, JsonObject details) {
        JsonObject was = details.getJsonObject("was");
        return was == null
                ? word(kind.equals("sign-in-failed") ? "sign-in-why." : "why.", details.getString("why", ""))
                : was.fieldNames().stream()
                        .map(field -> changed(field, details))
                        .collect(Collectors.joining(", "));
    }

    /** An address decides who can sign in, so both the old and the new one are named. */
    private static String changed(String field, JsonObject details) {
        JsonObject now = details.getJsonObject("now");
        return now == null || !now.containsKey(field)
                ? word("field.", field)
                : TEXTS.text(
                        "field." + field + ".moved",
                        address(details.getJsonObject("was").getString(field)),
                        address(now.getString(field)));
    }

    private static String typed(JsonObject details) {
        String email = details.getString("email", "");
        if (!email.isEmpty()) {
            return email;
        }
        return TEXTS.text(details.getBoolean("forgotten", false) ? "address.forgotten" : "address.not-one");
    }

    private static String address(String text) {
        return text.isEmpty() ? TEXTS.text("address.none") : text;
    }

    private static String reason(String words) {
        return words.isEmpty() ? "" : TEXTS.text("reason-given", words);
    }

    private static String word(String kind, String code) {
        return TEXTS.has(kind + code) ? TEXTS.text(kind + code) : code;
    }
}
