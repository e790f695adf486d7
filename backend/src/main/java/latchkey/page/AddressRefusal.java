package latchkey.page;

import java.util.Locale;
import latchkey.address.AddressFault;
import latchkey.text.Texts;
import latchkey.web.Problem;

/** Says in words why a typed email address is refused: at the field {@code email} of a page, and to staff. */
public final class AddressRefusal {

    private static final Texts TEXTS = Texts.of("portal", Locale.ROOT);

    private AddressRefusal() {}

    public static Fault at(AddressFault fault) {
        return Fault.at("email", fault.key());
    }

    public static Problem problem(AddressFault fault) {
        return Problem.of(400, "field-invalid").field("email", TEXTS, fault.key());
    }

    public static String sentence(AddressFault fault) {
        return TEXTS.text(fault.key());
    }
}
