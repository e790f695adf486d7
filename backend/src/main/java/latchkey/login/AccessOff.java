package latchkey.login;

/** Address and password fit, but the account is disabled. */
public final class AccessOff extends RuntimeException {

    AccessOff() {
        super("access is off", null, false, false);
    }
}
