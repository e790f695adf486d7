package latchkey.password;

/** What {@link PasswordRules} say to a typed password. */
public sealed interface Checked {

    record Accepted(Password password) implements Checked {}

    record Refused(Reason reason) implements Checked {}
}
