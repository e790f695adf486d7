package latchkey.login;

/** The address and password are right, but the account is disabled. */
public final class AccessOff extends RuntimeException {

    AccessOff() {
        super("access is off", null, false, false);
    }
}
