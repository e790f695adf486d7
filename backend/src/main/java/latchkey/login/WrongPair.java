package latchkey.login;

/** No account can be signed in to with this address and this password. Says nothing of why. */
public final class WrongPair extends RuntimeException {

    WrongPair() {
        super("wrong pair", null, false, false);
    }
}
