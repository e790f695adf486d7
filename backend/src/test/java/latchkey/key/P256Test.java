package latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.spec.ECPoint;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class P256Test {

    private static final BigInteger ORDER =
            CustomNamedCurves.getByName("secp256r1").getN();

    /** The key of RFC 6979, A.2.5. */
    @Test
    void a_known_private_number_has_its_known_public_point() {
        var number = new BigInteger("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721", 16);
        assertThat(P256.of(number.subtract(BigInteger.ONE)).publicPoint())
                .isEqualTo(new ECPoint(
                        new BigInteger("60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6", 16),
                        new BigInteger("7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299", 16)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "2", "3", "4", "987654321987654321", "-2"})
    void bouncy_castle_finds_the_same_point(String text) {
        BigInteger seed = new BigInteger(text).mod(ORDER);
        BigInteger number = seed.mod(ORDER.subtract(BigInteger.ONE)).add(BigInteger.ONE);
        var point =
                CustomNamedCurves.getByName("secp256r1").getG().multiply(number).normalize();
        assertThat(P256.of(seed).publicPoint())
                .isEqualTo(new ECPoint(
                        point.getAffineXCoord().toBigInteger(),
                        point.getAffineYCoord().toBigInteger()));
    }
}
