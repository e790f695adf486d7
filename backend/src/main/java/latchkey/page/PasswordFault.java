package latchkey.page;

import latchkey.password.Checked;
import latchkey.password.Password;
import latchkey.password.PasswordRules;

/** Says in words, at the field {@code password}, why the rules refuse what was typed. */
public final class PasswordFault {

    private PasswordFault() {}

    public static Fault of(Checked.Refused refused, PasswordRules rules) {
        return Fault.at("password", refused.reason().key(), rules.minimum(), Password.LONGEST);
    }
}
