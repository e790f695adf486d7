package latchkey.password.pool;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lowers a thread's priority so that everything else runs first: event loops and PostgreSQL then answer within a
 * millisecond while every processor hashes. Java's own priorities do nothing on Linux. See
 * docs/decisions/011-a-login-storm.md.
 */
public final class ThreadPriority {

    private static final Logger LOG = LoggerFactory.getLogger(ThreadPriority.class);

    /** Of 19 steps; each lowers a thread's share by about a fifth. */
    private static final int NICE = 10;

    private static final int THIS_THREAD = 0;

    private ThreadPriority() {}

    /** Lowers the calling thread's priority for good. Does nothing if the system has no such call. */
    @SuppressWarnings("restricted") // foreign functions are what this package is for
    public static void lower() {
        if (!System.getProperty("os.name").equals("Linux")) { // elsewhere this would be the whole process's
            return;
        }
        try {
            Linker linker = Linker.nativeLinker();
            MethodHandle setpriority = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("setpriority"),
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
            int failed = (int) setpriority.invokeExact(THIS_THREAD, THIS_THREAD, NICE);
            LOG.debug(
                    "The priority of {} is {}", Thread.currentThread().getName(), failed == 0 ? "lower" : "as before");
        } catch (Throwable e) { // a thread that can't yield hashes all the same
            LOG.debug("Hashes run at the priority of everything else", e);
        }
    }
}
