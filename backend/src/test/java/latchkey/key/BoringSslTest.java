package latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Security;
import org.junit.jupiter.api.Test;

class BoringSslTest {

    /** Of a thousand numbers some four are a byte shorter than the curve's, and half need a zero in DER. */
    private static final int MANY = 1000;

    private final P256 key = P256.of(new BigInteger("987654321987654321987654321"));
    private final Es256 signer = BoringSsl.of(key).orElseThrow();

    @Test
    void the_jdk_verifies_what_boringssl_signs_whatever_the_length_of_its_numbers() throws GeneralSecurityException {
        for (int i = 0; i < MANY; i++) {
            byte[] input = ByteBuffer.allocate(Integer.BYTES).putInt(i).array();
            byte[] signature = signer.sign(input);
            assertThat(signature).hasSize(64);
            assertThat(key.verify(input, signature)).isTrue();
        }
    }

    @Test
    void a_signature_is_of_one_input_and_one_key() throws GeneralSecurityException {
        byte[] input = {1, 2, 3};
        byte[] signature = signer.sign(input);
        assertThat(key.verify(new byte[] {1, 2, 4}, signature)).isFalse();
        assertThat(P256.of(BigInteger.TWO).verify(input, signature)).isFalse();
    }

    @Test
    void no_two_signatures_are_the_same() throws GeneralSecurityException {
        assertThat(signer.sign(new byte[0])).isNotEqualTo(signer.sign(new byte[0]));
    }

    @Test
    void tls_and_all_else_stay_the_jdks() {
        assertThat(Security.getProviders())
                .noneMatch(provider -> provider.getName().contains("Conscrypt"));
    }
}
