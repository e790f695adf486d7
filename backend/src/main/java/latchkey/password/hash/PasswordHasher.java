package latchkey.password.hash;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import latchkey.config.Settings;
import latchkey.password.Password;
import latchkey.password.pool.Busy;
import latchkey.password.pool.HashPool;
import latchkey.password.pool.Priority;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hashes and verifies passwords off the event loop; the only way to Argon2 for the rest of Latchkey. Every future
 * completes on the caller's Vert.x context, and fails with {@link Busy} if the work can't be done in time or the
 * requester has gone. Each {@code wanted} may be called from any thread: {@code () -> !response.closed()}. For any
 * thread.
 */
public final class PasswordHasher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PasswordHasher.class);

    /** Leaves time for the hash and the rest of the request, which may take 3 seconds in all. */
    private static final String LONGEST_WAIT = "1500ms";

    private final Argon2 argon2;
    private final HashPool pool;
    private final String unmatched;

    /** Starts loading libsodium, which takes a while and isn't needed for most of the start. */
    public static void load() {
        Thread.ofPlatform().daemon().name("latchkey-libsodium").start(() -> {
            var _ = Sodium.ofThisProcess();
        });
    }

    public PasswordHasher(Vertx vertx, Settings settings, MeterRegistry registry) {
        this(new Argon2(parameters(settings)), pool(vertx, settings, registry));
    }

    PasswordHasher(Argon2 argon2, HashPool pool) {
        this.argon2 = argon2;
        this.pool = pool;
        unmatched = argon2.unmatched();
    }

    private static Argon2.Parameters parameters(Settings settings) {
        var parameters = Argon2.Parameters.of(settings);
        if (parameters.isBelowOwasp()) {
            LOG.warn("Password hashes at {} are weaker than OWASP recommends", parameters);
        }
        return parameters;
    }

    private static HashPool pool(Vertx vertx, Settings settings, MeterRegistry registry) {
        int workers = settings.number("password.workers", 0, 256);
        return new HashPool(
                vertx,
                workers == 0 ? Runtime.getRuntime().availableProcessors() : workers,
                settings.number("password.queue", 0, 100_000),
                settings.duration("password.wait", LONGEST_WAIT),
                registry);
    }

    /** The PHC string of a password that is being set. */
    public Future<String> hash(Password password, BooleanSupplier wanted) {
        return pool.submit(Priority.NEW_PASSWORD, wanted, () -> argon2.hash(password));
    }

    /**
     * Renews the hash of a password that was {@link PasswordMatch#RIGHT_BUT_OUTDATED}, once no other job waits for a
     * thread. If that fails, the next sign-in tries again.
     *
     * @param replace stores the new PHC string
     */
    public void renew(PasswordMatch match, Optional<Password> typed, Function<String, Future<Void>> replace) {
        if (match == PasswordMatch.RIGHT_BUT_OUTDATED) {
            rehash(typed.orElseThrow())
                    .compose(replace)
                    .onFailure(failure -> LOG.debug("An outdated hash stays until the next sign-in", failure));
        }
    }

    /**
     * Whether the password is the one that was hashed.
     *
     * @param phc empty if there is no such account: the answer is wrong, at the cost of a real hash
     * @param priority {@link Priority#KNOWN_DEVICE} or {@link Priority#STRANGER}
     */
    public Future<PasswordMatch> verify(
            Password typed, Optional<String> phc, Priority priority, BooleanSupplier wanted) {
        return pool.submit(priority, wanted, () -> match(typed, phc));
    }

    Future<String> rehash(Password password) {
        return pool.submit(Priority.REHASH, () -> true, () -> argon2.hash(password));
    }

    /** The failure of a {@link #verify} of this priority, as far as it can be known beforehand. */
    public Optional<Busy> refusal(Priority priority) {
        return pool.refusal(priority);
    }

    /** Refuses the waiting hashes and lets the running ones finish. */
    @Override
    public void close() {
        pool.close();
    }

    private PasswordMatch match(Password typed, Optional<String> phc) {
        boolean matches = argon2.matches(typed, phc.orElse(unmatched));
        if (!matches || phc.isEmpty()) {
            return PasswordMatch.WRONG;
        }
        return argon2.needsRehash(phc.get()) ? PasswordMatch.RIGHT_BUT_OUTDATED : PasswordMatch.RIGHT;
    }
}
