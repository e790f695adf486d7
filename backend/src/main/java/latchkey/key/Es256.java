package latchkey.key;

import java.security.GeneralSecurityException;

/** Signs for one key, by ECDSA on P-256 with SHA-256. For any thread. */
@FunctionalInterface
interface Es256 {

    /** @return r and s, one behind the other (RFC 7518, 3.4) */
    byte[] sign(byte[] input) throws GeneralSecurityException;
}
