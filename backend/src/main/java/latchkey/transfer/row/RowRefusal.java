package latchkey.transfer.row;

import java.util.Locale;
import latchkey.address.AddressFault;
import latchkey.page.AddressRefusal;
import latchkey.text.Texts;

/**
 * Why a row can't be accepted.
 *
 * @param detail the regions there are for {@link Reason#REGION}, the name for {@link Reason#ONE_NAME}, the fault for
 *     {@link Reason#EMAIL}, the field for {@link Reason#TEXT}, the number of the earlier row for
 *     {@link Reason#REPEATED}, else empty
 */
public record RowRefusal(Reason reason, String detail) {

    public enum Reason {
        /** A quote opens in the row, and nothing closes it. */
        QUOTE,
        REGION,
        NAME,
        /** A full name that can't be cut in two. */
        ONE_NAME,
        EMAIL,
        /** One contact has one address. */
        TWO_ADDRESSES,
        TEXT,
        /** The same person as in an earlier row, which this one would overwrite. */
        REPEATED,
        ADDRESS_IN_USE,
        /** The client can't be asked to confirm the new address. */
        ACCOUNT_DISABLED,
        /** A limit forbids the mail that the new address requires. */
        LIMITED,
        /** Somebody else changed the contact, or added one like it, between comparing and writing the row. */
        CHANGED_MEANWHILE
    }

    private static final Texts TEXTS = Texts.of("staff", Locale.ROOT);

    static RowRefusal of(Reason reason) {
        return new RowRefusal(reason, "");
    }

    public String sentence() {
        Object argument = switch (reason) {
            case TEXT -> TEXTS.text("field." + detail);
            case EMAIL -> AddressRefusal.sentence(AddressFault.valueOf(detail));
            case REPEATED -> Integer.valueOf(detail);
            default -> detail;
        };
        return TEXTS.text("import." + reason.name().toLowerCase(Locale.ROOT).replace('_', '-'), argument);
    }
}
