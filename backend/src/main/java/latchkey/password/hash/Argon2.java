package latchkey.password.hash;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import latchkey.config.Settings;
import latchkey.password.Password;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Argon2id (RFC 9106) by libsodium if possible, otherwise by Bouncy Castle; both read and write the same PHC strings.
 * Every method but the constructor costs a hash: call it on a thread that may take that long. See
 * docs/decisions/010-native-code.md.
 */
public final class Argon2 {

    private static final Logger LOG = LoggerFactory.getLogger(Argon2.class);

    private final Parameters parameters;
    private final Optional<? extends Derivation> fast;
    private final Derivation complete = new BouncyCastle();
    private final SecureRandom random = new SecureRandom();

    public Argon2(Parameters parameters) {
        this(parameters, Sodium.ofThisProcess());
        if (fast.isEmpty() || !fast.get().supports(parameters, Phc.SALT_BYTES)) {
            LOG.warn("Passwords are hashed in Java, at less than half of libsodium's speed: see docs/operations.md");
        }
    }

    Argon2(Parameters parameters, Optional<? extends Derivation> fast) {
        this.parameters = parameters;
        this.fast = fast;
    }

    Parameters parameters() {
        return parameters;
    }

    /** The PHC string of a new hash. */
    public String hash(Password password) {
        byte[] salt = randomBytes(Phc.SALT_BYTES);
        return Phc.of(parameters, salt, derive(password, parameters, salt, Phc.TAG_BYTES))
                .toString();
    }

    /** Also false if the PHC string can't be read, at the same cost. */
    public boolean matches(Password password, String phc) {
        Phc stored = Phc.parse(phc).orElseGet(this::unreadable);
        byte[] expected = stored.tag();
        byte[] derived = derive(password, stored.parameters(), stored.salt(), expected.length);
        // Constant time by contract.
        return MessageDigest.isEqual(expected, derived);
    }

    /** A PHC string that costs what a real one costs, and that no password matches. */
    String unmatched() {
        return Phc.of(parameters, randomBytes(Phc.SALT_BYTES), randomBytes(Phc.TAG_BYTES))
                .toString();
    }

    /** Whether a hash was made with other parameters, stronger ones included. */
    boolean needsRehash(String phc) {
        return Phc.parse(phc).map(Phc::parameters).filter(parameters::equals).isEmpty();
    }

    private byte[] derive(Password password, Parameters with, byte[] salt, int length) {
        byte[] bytes = password.bytes();
        try {
            return fast.<Derivation>map(derivation -> derivation)
                    .filter(derivation -> derivation.supports(with, salt.length))
                    .orElse(complete)
                    .derive(bytes, salt, with, length);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private Phc unreadable() {
        LOG.error("A stored password hash can't be read; nobody can sign in with it");
        return Phc.parse(unmatched()).orElseThrow();
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** One way to compute Argon2id version 1.3. */
    interface Derivation {

        boolean supports(Parameters parameters, int saltBytes);

        /** The derived tag, of {@code length} bytes. */
        byte[] derive(byte[] password, byte[] salt, Parameters parameters, int length);
    }

    /** The cost parameters of a hash. */
    public record Parameters(int memoryKib, int iterations, int parallelism) {

        static final int MOST_MEMORY_KIB = 1 << 20;
        static final int MOST_ITERATIONS = 100;
        static final int MOST_LANES = 16;

        public static Parameters of(Settings settings) {
            int lanes = settings.number("password.argon2.parallelism", 1, MOST_LANES);
            // RFC 9106, 3.1: at least 8 KiB for each lane.
            int memory = settings.number("password.argon2.memory-kib", 8 * lanes, MOST_MEMORY_KIB);
            int iterations = settings.number("password.argon2.iterations", 1, MOST_ITERATIONS);
            return new Parameters(memory, iterations, lanes);
        }

        /** Below all of OWASP's equivalent settings: m=47104 t=1, 19456 t=2, 12288 t=3, 9216 t=4, 7168 t=5. */
        boolean isBelowOwasp() {
            return memoryKib < 7168 || (long) memoryKib * iterations < 35_840;
        }

        @Override
        public String toString() {
            return "m=" + memoryKib + ",t=" + iterations + ",p=" + parallelism;
        }
    }
}
