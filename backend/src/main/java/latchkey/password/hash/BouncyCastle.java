package latchkey.password.hash;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id in Java: any parameters on any machine, at less than half the speed. */
final class BouncyCastle implements Argon2.Derivation {

    @Override
    public boolean supports(Argon2.Parameters parameters, int saltBytes) {
        return true;
    }

    @Override
    public byte[] derive(byte[] password, byte[] salt, Argon2.Parameters parameters, int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(parameters.memoryKib())
                .withIterations(parameters.iterations())
                .withParallelism(parameters.parallelism())
                .withSalt(salt)
                .build());
        byte[] tag = new byte[length];
        int written = generator.generateBytes(password, tag);
        if (written != length) {
            throw new IllegalStateException("Argon2 made " + written + " bytes instead of " + length);
        }
        return tag;
    }
}
