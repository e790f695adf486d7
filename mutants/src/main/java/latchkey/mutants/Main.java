package latchkey.mutants;

import com.google.errorprone.annotations.FormatMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Breaks each guard of {@code mutants.yaml}, compiles it in front of the class path and runs the test that has to fail.
 * Ends with 1 where a mutant survives, doesn't compile or no longer fits the sources, or where a test is red before
 * anything is broken. {@code LATCHKEY_MUTANTS} names a part of the guards' sentences, to run those alone.
 */
public final class Main {

    private static final String SOME = System.getenv().getOrDefault("LATCHKEY_MUTANTS", "");

    private final Path root;
    private final Path log;

    private Main(Path root) {
        this.root = root;
        this.log = root.resolve("mutants/target/last-run.log");
    }

    public static void main(String... arguments) throws Exception {
        Path root = Path.of(arguments[0]);
        List<Mutant> mutants = MutantList.read(root.resolve("mutants/mutants.yaml")).stream()
                .filter(mutant -> mutant.guard().contains(SOME))
                .toList();
        System.exit(new Main(root).run(mutants));
    }

    private int run(List<Mutant> mutants) throws Exception {
        say("Running the tests of %d guards as they are ...", mutants.size());
        if (mutants.isEmpty() || !pass(mutants)) {
            say("Nothing was broken yet, but the tests don't pass; see %s", root.relativize(log));
            return 1;
        }
        var survived = new ArrayList<Mutant>();
        int number = 0;
        for (Mutant mutant : mutants) {
            Outcome outcome = judge(mutant);
            say("%3d/%d  %-12s %-28s %s", ++number, mutants.size(), outcome, mutant.test(), mutant.guard());
            if (outcome != Outcome.KILLED) {
                survived.add(mutant);
            }
        }
        say("%d killed, %d not", mutants.size() - survived.size(), survived.size());
        survived.forEach(mutant -> say("  %s: %s (%s)", mutant.file(), mutant.guard(), mutant.test()));
        return survived.isEmpty() ? 0 : 1;
    }

    private enum Outcome {
        KILLED,
        SURVIVED,
        /** The list has to follow the sources. */
        STALE
    }

    private boolean pass(List<Mutant> mutants) throws IOException, InterruptedException {
        var tests = new TreeMap<String, TreeSet<String>>();
        mutants.forEach(mutant ->
                tests.computeIfAbsent(mutant.module(), key -> new TreeSet<>()).add(mutant.test()));
        Path nothing = Files.createTempDirectory("mutants");
        try {
            for (var module : tests.entrySet()) {
                if (!new TestRun(root, module.getKey(), log).pass(List.copyOf(module.getValue()), nothing)) {
                    return false;
                }
            }
            return true;
        } finally {
            delete(nothing);
        }
    }

    private Outcome judge(Mutant mutant) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("mutants");
        try {
            var run = new TestRun(root, mutant.module(), log);
            Path broken = mutant.breakInto(root, folder);
            if (mutant.isJava() && !run.compile(broken, folder)) {
                say("%s", Files.readString(log));
                return Outcome.STALE;
            }
            return run.pass(List.of(mutant.test()), folder) ? Outcome.SURVIVED : Outcome.KILLED;
        } catch (StaleMutantException e) {
            say("%s", e);
            return Outcome.STALE;
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    @FormatMethod
    private static void say(String format, Object... values) {
        System.out.println(format.formatted(values));
    }
}
