package latchkey.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The share of the machine's processor time that each process took since this was created, as Linux counts it. */
public final class Processors {

    private static final String BUSY = "busy";
    private static final String OTHERS = "others";
    private static final double TICKS_PER_SECOND = 100;

    private static final double QUIET = 0.02;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Map<String, ProcessHandle> processes;
    private final Map<String, Double> before;
    private final long since = System.nanoTime();

    /** @param processes by name; the children of each count with it */
    public Processors(Map<String, ProcessHandle> processes) {
        this.processes = processes;
        this.before = seconds();
    }

    /**
     * Waits until the machine is nearly idle: what a load leaves behind, and code that is still being compiled, would
     * be counted with the next one. After half a minute it continues all the same; the next load's {@code others} shows
     * it.
     */
    public static void awaitQuiet() {
        long start = System.nanoTime();
        double busy = 1;
        while (busy > QUIET && System.nanoTime() - start < LONGEST.toNanos()) {
            var all = new Processors(Map.of());
            LockSupport.parkNanos(LOOK.toNanos());
            busy = all.shares().getOrDefault(OTHERS, 0.0);
        }
    }

    /** Shares of all processors; {@code others} is what the rest of the machine took. */
    public Map<String, Double> shares() {
        double all = (System.nanoTime() - since) / 1e9 * Runtime.getRuntime().availableProcessors();
        var shares = new TreeMap<String, Double>();
        processes.keySet().forEach(name -> shares.put(name, secondsOf(name) / all));
        double ours = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        shares.put(OTHERS, Math.max(0, secondsOf(BUSY) / all - ours));
        return shares;
    }

    /** Processor seconds of one of the processes since this was created. */
    public double secondsOf(String name) {
        return seconds().getOrDefault(name, 0.0) - before.getOrDefault(name, 0.0);
    }

    /** Resident memory in MB, with that of the process's children. */
    public static double residentMb(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .flatMap(one -> lines(Path.of("/proc/" + one.pid() + "/status")).stream())
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .sum();
    }

    /** By process, and of the whole machine. */
    private Map<String, Double> seconds() {
        var seconds = new TreeMap<String, Double>();
        processes.forEach((name, process) -> seconds.put(name, withChildren(process)));
        String[] all = lines(Path.of("/proc/stat")).getFirst().split(" +", -1);
        double busy = 0;
        for (int column : new int[] {1, 2, 3, 6, 7, 8}) {
            busy += Double.parseDouble(all[column]);
        }
        seconds.put(BUSY, busy / TICKS_PER_SECOND);
        return seconds;
    }

    private static double withChildren(ProcessHandle process) {
        boolean self = process.pid() == ProcessHandle.current().pid();
        return seconds(process)
                + (self
                        ? 0
                        : process.children().mapToDouble(Processors::seconds).sum());
    }

    /** User and system time of the process, and of those of its children that have ended. */
    private static double seconds(ProcessHandle process) {
        List<String> lines = lines(Path.of("/proc/" + process.pid() + "/stat"));
        if (lines.isEmpty()) {
            return 0;
        }
        String line = lines.getFirst();
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        boolean self = process.pid() == ProcessHandle.current().pid();
        double ticks = Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]);
        return (self ? ticks : ticks + Double.parseDouble(fields[13]) + Double.parseDouble(fields[14]))
                / TICKS_PER_SECOND;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) { // the process has ended
            return List.of();
        }
    }
}
