package latchkey.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How long a run takes, and what it runs on. Each number can be changed by an environment variable, for a quick look or
 * a longer run.
 *
 * @param project the project's root
 * @param each how long each load is measured
 * @param warmUp how long a server works before it is measured, so that its code is compiled
 * @param rounds how often the comparison with Keycloak alternates
 * @param parts of Latchkey's own run: {@link #PARTS} are all
 * @param accounts enough that a sign-in is an account's first one, as it is in the minute after a mail to all clients
 * @param samples of each kind of address at each endpoint, where their times are compared
 */
record Plan(Path project, Duration each, Duration warmUp, int rounds, List<String> parts, int accounts, int samples) {

    static final String PARTS = "starts,sign-ins,storm,memory,picture,idle,others,applications,other-parameters";

    static final int FEW = 1000;

    static Plan of(Map<String, String> environment) {
        return new Plan(
                Path.of(System.getProperty("bench.project", "."))
                        .toAbsolutePath()
                        .normalize(),
                Duration.ofSeconds(number(environment, "LATCHKEY_BENCH_SECONDS", 12)),
                Duration.ofSeconds(number(environment, "LATCHKEY_BENCH_WARM_UP", 30)),
                number(environment, "LATCHKEY_BENCH_ROUNDS", 3),
                List.of(environment.getOrDefault("LATCHKEY_BENCH_PARTS", PARTS).split(",", -1)),
                number(environment, "LATCHKEY_BENCH_ACCOUNTS", 200_000),
                number(environment, "LATCHKEY_BENCH_SAMPLES", 500));
    }

    /** For a run that only trains the JVM. */
    Plan small() {
        return new Plan(project, each, warmUp, rounds, parts, FEW, samples);
    }

    void part(String name, Runnable measure) {
        if (parts.contains(name)) {
            measure.run();
        }
    }

    Path target() {
        return project.resolve("bench/target");
    }

    /** Where the distribution is unpacked. */
    Path backend() {
        return target().resolve("backend");
    }

    private static int number(Map<String, String> environment, String name, int otherwise) {
        return Integer.parseInt(environment.getOrDefault(name, Integer.toString(otherwise)));
    }
}
