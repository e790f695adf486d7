package latchkey.login;

/** No account can be signed in to with this address and this password. Says nothing of why. */
public final class InvalidCredentials extends RuntimeException {

    InvalidCredentials() {
        super("wrong pair", null, false, false);
    }
}
