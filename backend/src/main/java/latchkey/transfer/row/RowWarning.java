package latchkey.transfer.row;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import latchkey.search.Duplicate;
import latchkey.search.Duplicate.By;
import latchkey.text.Texts;

/**
 * What staff should know about an accepted row.
 *
 * @param detail the field for {@link Kind#ROUNDED} and {@link Kind#LOST}, the number of the earlier row for
 *     {@link Kind#SHARED_ADDRESS}, who else for the kinds of {@code SAME}, else what the kind is about
 * @param duplicate the contact that a kind of {@code SAME} is about
 */
public record RowWarning(Kind kind, String detail, Optional<Duplicate> duplicate) {

    /** In the order in which they are shown. */
    public enum Kind {
        /** A contact without an address can't be invited. */
        NO_ADDRESS,
        /** The client signs in with another address until this one is confirmed. */
        CONFIRMATION,
        /** The client was invited at another address, and gets another invitation at this one. */
        NEW_INVITATION,
        /** The client was invited at another address, and can't be invited at this one. */
        NO_INVITATION,
        /** The contact is archived. */
        ARCHIVED,
        /** The frequent provider's address that was probably meant. */
        SUGGESTION,
        /** A long number that a spreadsheet rounded: it is left out. */
        ROUNDED,
        /** An error of a spreadsheet, or a date that it made, in place of a value: it is left out. */
        LOST,
        /** A number whose leading zero a spreadsheet dropped. */
        LOST_ZERO,
        /** A full name was cut in two. */
        NAME_CUT,
        /** A full name of more than one person, who are one contact. */
        SEVERAL_PEOPLE,
        /** A full name of more than one person, of whom one is a contact. */
        PERSON_LEFT_OUT,
        /** The job has no room for the person in the row, who is added without it. */
        JOB_FULL,
        /** The job has another name already, and keeps it. */
        JOB_NAMED_OTHERWISE,
        /** An earlier row has the same address under another name. */
        SHARED_ADDRESS,
        SAME_ADDRESS,
        SAME_PHONE,
        SAME_NAME
    }

    private static final Texts TEXTS = Texts.of("staff", Locale.ROOT);

    RowWarning(Kind kind, String detail) {
        this(kind, detail, Optional.empty());
    }

    public static RowWarning of(JsonObject json) {
        Kind kind = Kind.valueOf(json.getString("kind"));
        return new RowWarning(kind, json.getString("detail"), by(kind).map(by -> duplicate(json, by)));
    }

    public JsonObject json() {
        return new JsonObject().put("kind", kind).put("detail", detail);
    }

    public String sentence() {
        Object argument = switch (kind) {
            case ROUNDED, LOST -> TEXTS.text("field." + detail);
            case SHARED_ADDRESS -> Integer.valueOf(detail);
            default -> detail;
        };
        return TEXTS.text(
                "import.warning." + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'), argument);
    }

    private static Optional<By> by(Kind kind) {
        return switch (kind) {
            case SAME_ADDRESS -> Optional.of(By.EMAIL);
            case SAME_PHONE -> Optional.of(By.PHONE);
            case SAME_NAME -> Optional.of(By.NAME);
            default -> Optional.empty();
        };
    }

    private static Duplicate duplicate(JsonObject json, By by) {
        return new Duplicate(
                UUID.fromString(json.getString("id")),
                json.getString("name"),
                Optional.ofNullable(json.getString("reference")),
                by);
    }
}
