package latchkey.login;

/** This address and password don't open any account. Doesn't say why. */
public final class InvalidCredentials extends RuntimeException {

    InvalidCredentials() {
        super("wrong pair", null, false, false);
    }
}
