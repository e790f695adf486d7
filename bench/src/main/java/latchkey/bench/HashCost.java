package latchkey.bench;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * The parameters of Argon2id, and a hash at them that all accounts share: what a hash costs does not depend on its
 * salt.
 */
record HashCost(int memoryKib, int iterations, int parallelism) {

    /** Latchkey's default and Keycloak's. */
    static final HashCost DEFAULT = new HashCost(7168, 5, 1);

    /** As strong, according to OWASP, with more memory and fewer passes. */
    static final HashCost MORE_MEMORY = new HashCost(19456, 2, 1);

    static final String PASSWORD = "correct horse battery staple";
    static final byte[] SALT = "latchkey-bench-1".getBytes(StandardCharsets.US_ASCII);

    byte[] tag() {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(iterations)
                .withParallelism(parallelism)
                .withSalt(SALT)
                .build());
        byte[] tag = new byte[32];
        generator.generateBytes(PASSWORD.getBytes(StandardCharsets.UTF_8), tag);
        return tag;
    }

    String phc() {
        var base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$" + this + "$" + base64.encodeToString(SALT) + "$" + base64.encodeToString(tag());
    }

    @Override
    public String toString() {
        return "m=" + memoryKib + ",t=" + iterations + ",p=" + parallelism;
    }
}
