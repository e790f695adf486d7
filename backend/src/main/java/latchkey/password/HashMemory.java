package latchkey.password;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Stands in for the system's {@code mmap} and {@code munmap} towards libsodium, and keeps for the next hash the memory
 * that the last one gave back: to be given 19 MiB of zeroed pages takes as long as to hash in them. As many areas are
 * kept as were ever in use at once. For any thread. See docs/decisions/012-hash-memory-is-kept.md.
 */
final class HashMemory {

    private static final FunctionDescriptor MMAP =
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
    private static final FunctionDescriptor MUNMAP = FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG);

    private static final FunctionDescriptor MPROTECT = FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
    private static final FunctionDescriptor MADVISE = FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG, JAVA_INT);

    private static final long PAGE = 4096;
    private static final int READ = 1;
    private static final int WRITE = 2;
    private static final int POPULATE = 0x8000;
    private static final int HUGE_PAGES = 14;
    private static final int NOT_IN_DUMPS = 16;
    private static final long FAILED = -1;

    private final MethodHandle mmap = system("mmap", MMAP);
    private final MethodHandle munmap = system("munmap", MUNMAP);
    private final MethodHandle mprotect = system("mprotect", MPROTECT);
    private final MethodHandle madvise = system("madvise", MADVISE);

    private final Deque<Area> kept = new ArrayDeque<>();
    private final Set<Long> lent = new HashSet<>();
    private int mostLent;

    /**
     * Puts a memory of its own between the loaded library and the system.
     *
     * @param export where {@code crypto_pwhash_argon2id} is loaded
     * @return the memory that the library has from now on
     */
    @CanIgnoreReturnValue
    static HashMemory serve(ElfImports imports, MemorySegment export) throws Throwable {
        long base = export.address() - imports.address("crypto_pwhash_argon2id").orElseThrow();
        var memory = new HashMemory();
        // In this order, so that whatever fails leaves what works.
        memory.replace(base + imports.slot("munmap").orElseThrow(), "munmap", memory.stub("unmap", MUNMAP));
        memory.replace(base + imports.slot("mmap").orElseThrow(), "mmap", memory.stub("map", MMAP));
        return memory;
    }

    /** Writes to where the library looks up a function, which the linker made read-only, if the function stands there. */
    @SuppressWarnings("restricted") // foreign functions are what this class is for
    private void replace(long slot, String function, MemorySegment replacement) throws Throwable {
        var pointer = MemorySegment.ofAddress(slot).reinterpret(ADDRESS.byteSize());
        if (pointer.get(ADDRESS, 0).address() != system(function).address()) {
            throw new IllegalStateException(function + " is not where it must be");
        }
        protect(slot, READ | WRITE);
        pointer.set(ADDRESS, 0, replacement);
        protect(slot, READ);
    }

    private void protect(long slot, int protection) throws Throwable {
        if ((int) mprotect.invokeExact(slot & -PAGE, PAGE, protection) != 0) {
            throw new IllegalStateException("the protection of libsodium's imports can't be changed");
        }
    }

    @SuppressWarnings("restricted")
    private MemorySegment stub(String method, FunctionDescriptor descriptor) throws ReflectiveOperationException {
        MethodHandle bound = MethodHandles.lookup().bind(this, method, descriptor.toMethodType());
        return Linker.nativeLinker().upcallStub(bound, descriptor, Arena.global());
    }

    /** Called by libsodium in place of {@code mmap}; an exception here would end the process. */
    synchronized long map(long address, long length, int protection, int flags, int file, long offset) {
        try {
            if ((flags & POPULATE) == 0) { // not the memory of a hash
                return (long) mmap.invokeExact(address, length, protection, flags, file, offset);
            }
            Optional<Area> area = take(length);
            long start = area.isPresent() ? area.get().start : create(length, protection, flags & ~POPULATE);
            if (start != FAILED) {
                lent.add(start);
                mostLent = Math.max(mostLent, lent.size());
            }
            return start;
        } catch (Throwable e) {
            return FAILED;
        }
    }

    /** Called by libsodium in place of {@code munmap}. */
    synchronized int unmap(long start, long length) {
        try {
            if (!lent.remove(start)) {
                return (int) munmap.invokeExact(start, length);
            }
            kept.addFirst(new Area(start, length));
            if (kept.size() + lent.size() <= mostLent) {
                return 0;
            }
            Area oldest = kept.removeLast();
            return (int) munmap.invokeExact(oldest.start, oldest.length);
        } catch (Throwable e) {
            return (int) FAILED;
        }
    }

    /** Where the areas start that wait for a hash, the one that was given back last first. */
    synchronized List<Long> kept() {
        return kept.stream().map(Area::start).toList();
    }

    private Optional<Area> take(long length) {
        Optional<Area> fitting =
                kept.stream().filter(area -> area.length == length).findFirst();
        fitting.ifPresent(kept::remove);
        return fitting;
    }

    private long create(long length, int protection, int flags) throws Throwable {
        long start = (long) mmap.invokeExact(0L, length, protection, flags, -1, 0L);
        if (start != FAILED) {
            // Both are wishes: a system that grants neither hashes as well.
            madvise.invokeExact(start, length, HUGE_PAGES);
            madvise.invokeExact(start, length, NOT_IN_DUMPS);
        }
        return start;
    }

    private static MemorySegment system(String function) {
        return Linker.nativeLinker().defaultLookup().findOrThrow(function);
    }

    @SuppressWarnings("restricted")
    private static MethodHandle system(String function, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(system(function), descriptor);
    }

    private record Area(long start, long length) {}
}
