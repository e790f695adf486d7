package latchkey.invitation;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import latchkey.text.Unicode;
import latchkey.web.Problem;

/** What a staff member adds to an invitation in their own words: plain text, maybe in several paragraphs. */
public final class PersonalLine {

    private PersonalLine() {}

    /** Empty if nothing was added. A problem 400 if it contains invisible characters. */
    public static Optional<String> of(JsonObject body) {
        String text = Unicode.strip(body.getString("message", ""));
        if (!text.lines().allMatch(Unicode::isLine)) {
            throw Problem.invalid("message", "invalid.characters");
        }
        return Optional.of(text).filter(typed -> !typed.isEmpty());
    }
}
