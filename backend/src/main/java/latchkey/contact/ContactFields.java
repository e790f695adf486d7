package latchkey.contact;

import java.util.Optional;
import latchkey.address.TypedAddress;
import latchkey.api.SignedInStaff;
import latchkey.page.AddressRefusal;
import latchkey.text.Unicode;
import latchkey.web.Problem;

/** Turns what staff typed about a person into what is stored; anything that can't be is a problem naming the field. */
public final class ContactFields {

    private ContactFields() {}

    public static String name(String field, String typed) {
        String name = line(field, typed);
        if (name.isEmpty()) {
            throw Problem.invalid(field, "invalid.empty");
        }
        return name;
    }

    /** A region that the member sees. */
    public static String region(SignedInStaff member, String code) {
        if (!member.sees(code)) {
            throw Problem.invalid("region", "invalid.region");
        }
        return code;
    }

    public static String email(String typed) {
        return switch (TypedAddress.of(typed)) {
            case TypedAddress.Accepted accepted -> accepted.text();
            case TypedAddress.Refused refused -> throw AddressRefusal.problem(refused.fault());
        };
    }

    public static Optional<String> optional(String field, Optional<String> typed) {
        return typed.map(text -> line(field, text)).filter(text -> !text.isEmpty());
    }

    /** One line: line breaks and the like have no place in a name or a number. */
    private static String line(String field, String typed) {
        String text = Unicode.strip(typed);
        if (!Unicode.isLine(text)) {
            throw Problem.invalid(field, "invalid.characters");
        }
        return text;
    }
}
