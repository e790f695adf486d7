package latchkey.page;

import java.util.List;
import latchkey.web.Problem;
import latchkey.web.Refusal;

/**
 * A message above a page's content that belongs to no field.
 *
 * @param key the sentence in the bundle {@code portal}
 */
public record Banner(Tone tone, String key, List<Object> arguments) {

    /** How a banner is coloured and announced. */
    public enum Tone {
        SUCCESS("success", "status"),
        NOTE("note", "status"),
        WARNING("warning", "alert");

        private final String style;
        private final String role;

        Tone(String style, String role) {
            this.style = style;
            this.role = role;
        }

        /** The CSS class. */
        public String style() {
            return style;
        }

        /** The ARIA role. */
        public String role() {
            return role;
        }
    }

    public static Banner success(String key, Object... arguments) {
        return new Banner(Tone.SUCCESS, key, List.of(arguments));
    }

    public static Banner note(String key, Object... arguments) {
        return new Banner(Tone.NOTE, key, List.of(arguments));
    }

    public static Banner warning(String key, Object... arguments) {
        return new Banner(Tone.WARNING, key, List.of(arguments));
    }

    /** Why a form can't be processed now. A limit lasts until a time of day, a queue for seconds. */
    public static Banner of(Refusal refusal, String key) {
        return warning(
                key, refusal.status() == 429 ? Problem.of(refusal).retryAt() : (Object) refusal.retryAfterSeconds());
    }
}
