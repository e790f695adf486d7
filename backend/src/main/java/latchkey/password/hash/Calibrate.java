package latchkey.password.hash;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import latchkey.password.Password;
import latchkey.password.hash.Argon2.Parameters;
import latchkey.password.pool.ThreadPriority;

/**
 * Prints what Argon2id costs on this machine, at OWASP's equivalent parameters and RFC 9106's second choice, or at
 * those given: {@code ./latchkey calibrate m=7168,t=5,p=1}.
 */
public final class Calibrate {

    private static final Duration WARM_UP = Duration.ofMillis(500);
    private static final Duration EACH = Duration.ofSeconds(2);
    private static final Password PASSWORD = new Password("correct horse battery");
    private static final Pattern FORM = Pattern.compile("m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})");
    private static final List<Parameters> PARAMETERS = List.of(
            new Parameters(7168, 5, 1),
            new Parameters(9216, 4, 1),
            new Parameters(12288, 3, 1),
            new Parameters(19456, 2, 1),
            new Parameters(47104, 1, 1),
            new Parameters(65536, 3, 1));

    private final PrintStream out;
    private final int processors = Runtime.getRuntime().availableProcessors();

    private Calibrate(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        new Calibrate(System.out)
                .run(
                        arguments.length == 0
                                ? PARAMETERS
                                : Stream.of(arguments).map(Calibrate::parse).toList());
    }

    private static Parameters parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Parameters are written like m=7168,t=5,p=1");
        }
        return new Parameters(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }

    private void run(List<Parameters> choice) throws InterruptedException, ExecutionException {
        out.printf(
                "Argon2id on %d processors. A sign-in costs one hash; \"all\" is what they do together.%n%n",
                processors);
        out.printf("%-14s %-18s %14s %14s %16s%n", "", "parameters", "ms a hash", "ms of CPU", "hashes/s, all");
        for (Parameters parameters : choice) {
            print("libsodium", new Argon2(parameters, Sodium.ofThisProcess()));
            print("Bouncy Castle", new Argon2(parameters, Optional.empty()));
        }
    }

    private void print(String name, Argon2 argon2) throws InterruptedException, ExecutionException {
        Cost alone = costs(argon2, 1).getFirst();
        double rate = costs(argon2, processors).stream()
                .mapToDouble(cost -> 1000 / cost.millis)
                .sum();
        out.printf(
                Locale.ROOT,
                "%-14s %-18s %14.1f %14.1f %16.1f%n",
                name,
                argon2.parameters(),
                alone.millis,
                alone.processorMillis,
                rate);
    }

    /** What a hash costs on each of this many parallel threads. */
    private static List<Cost> costs(Argon2 argon2, int threads) throws InterruptedException, ExecutionException {
        try (var executor = Executors.newFixedThreadPool(threads)) {
            Callable<Cost> task = () -> cost(argon2);
            var costs = new ArrayList<Cost>();
            for (var cost : executor.invokeAll(Collections.nCopies(threads, task))) {
                costs.add(cost.get());
            }
            return costs;
        }
    }

    /** At the priority of the pool's threads, so that the figures apply on a machine that does other things too. */
    private static Cost cost(Argon2 argon2) {
        ThreadPriority.lower();
        hashFor(argon2, WARM_UP);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long started = System.nanoTime();
        long processor = threads.getCurrentThreadCpuTime();
        double nanosInMillis = hashFor(argon2, EACH) * 1e6;
        return new Cost(
                (System.nanoTime() - started) / nanosInMillis,
                (threads.getCurrentThreadCpuTime() - processor) / nanosInMillis);
    }

    @CanIgnoreReturnValue
    private static int hashFor(Argon2 argon2, Duration duration) {
        long started = System.nanoTime();
        int hashes = 0;
        while (System.nanoTime() - started < duration.toNanos()) {
            hashes += argon2.hash(PASSWORD).isEmpty() ? 0 : 1;
        }
        return hashes;
    }

    private record Cost(double millis, double processorMillis) {}
}
