package latchkey.transfer.row;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import latchkey.text.Texts;

/**
 * What somebody should know of a row that is taken.
 *
 * @param detail the field for {@link Kind#ROUNDED} and {@link Kind#LOST}, who else for the kinds of {@code SAME}, else what
 *     the kind is about
 */
public record RowWarning(Kind kind, String detail) {

    /** In the order in which they are told. */
    public enum Kind {
        /** A contact without an address can't be invited. */
        NO_ADDRESS,
        /** The frequent provider's address that was probably meant. */
        SUGGESTION,
        /** What a spreadsheet made of a long number: it is left out. */
        ROUNDED,
        /** A spreadsheet's error instead of a value: it is left out. */
        LOST,
        /** A full name was cut in two. */
        NAME_CUT,
        SAME_ADDRESS,
        SAME_PHONE,
        SAME_NAME
    }

    private static final Texts TEXTS = Texts.of("staff", Locale.ROOT);

    public static RowWarning of(JsonObject json) {
        return new RowWarning(Kind.valueOf(json.getString("kind")), json.getString("detail"));
    }

    public JsonObject json() {
        return new JsonObject().put("kind", kind).put("detail", detail);
    }

    public String sentence() {
        Object argument = switch (kind) {
            case ROUNDED, LOST -> TEXTS.text("field." + detail);
            default -> detail;
        };
        return TEXTS.text(
                "import.warning." + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'), argument);
    }
}
