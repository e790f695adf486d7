package latchkey.password;

/** The verdict of {@link PasswordRules} on a typed password. */
public sealed interface Checked {

    record Accepted(Password password) implements Checked {}

    record Refused(Reason reason) implements Checked {}
}
