package latchkey.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import java.nio.charset.StandardCharsets;

/** Signs with a key of ours what we would never sign. */
public final class Forger {

    private Forger() {}

    /** @param input of the signature, whatever its header says */
    public static String signed(SigningKey key, String input) {
        try {
            return input + "."
                    + key.signer().sign(new JWSHeader(JWSAlgorithm.ES256), input.getBytes(StandardCharsets.US_ASCII));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
