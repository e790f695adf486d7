package latchkey.mutants;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Compiles and runs against the quick build of one module. */
final class TestRun {

    /** For one class; all of them together get as much for each. */
    private static final long LONGEST_MINUTES = 3;

    private static final List<String> FLAGS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+EnableDynamicAgentLoading",
            "-Dlogback.configurationFile=logback-test.xml");

    private final Path module;
    private final Path log;

    /** @param log what compiler and tests print */
    TestRun(Path root, String module, Path log) {
        this.module = root.resolve(module);
        this.log = log;
    }

    /** True if the source compiles, and those that use its class; their classes are put beside it. */
    boolean compile(Path source, Path classes) throws IOException {
        try (var output = Files.newOutputStream(log)) {
            var arguments = new ArrayList<>(List.of(
                    "-nowarn",
                    "-proc:none",
                    "-parameters",
                    "-cp",
                    classPath(classes),
                    "-d",
                    classes + "",
                    source + ""));
            arguments.addAll(users(source));
            return ToolProvider.getSystemJavaCompiler().run(null, output, output, arguments.toArray(String[]::new))
                    == 0;
        }
    }

    /** The sources that name a class: what they use of its constants was copied into them. */
    private List<String> users(Path source) throws IOException {
        String file = source.getFileName() + "";
        Predicate<String> named =
                Pattern.compile("\\b" + file.replace(".java", "") + "\\b").asPredicate();
        var users = new ArrayList<String>();
        try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
            for (Path one :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                if (!one.endsWith(file) && named.test(Files.readString(one))) {
                    users.add(one + "");
                }
            }
        }
        return users;
    }

    /** True if all of these classes pass, with the folder in front of the module's own classes. */
    boolean pass(List<String> tests, Path folder) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java") + ""));
        command.addAll(FLAGS);
        command.addAll(List.of(
                "-cp",
                classPath(folder) + File.pathSeparator + System.getProperty("java.class.path"),
                "org.junit.platform.console.ConsoleLauncher",
                "execute",
                "--disable-banner",
                "--disable-ansi-colors",
                "--fail-if-no-tests"));
        tests.forEach(test -> command.add("--select-class=" + fullName(test)));
        Process process = new ProcessBuilder(command)
                .directory(module.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(LONGEST_MINUTES * tests.size(), TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            return false;
        }
        return process.exitValue() == 0;
    }

    private String classPath(Path first) throws IOException {
        Path built = module.resolve("target/quick");
        return String.join(
                File.pathSeparator,
                first + "",
                built.resolve("test-classes") + "",
                built.resolve("classes") + "",
                Files.readString(built.resolve("class-path")).strip());
    }

    private String fullName(String test) {
        Path sources = module.resolve("src/test/java");
        try (Stream<Path> files = Files.walk(sources)) {
            String file = files.filter(one -> one.endsWith(test + ".java"))
                    .findFirst()
                    .map(one -> sources.relativize(one) + "")
                    .orElseThrow(() -> new StaleMutantException(
                            "There is no test class " + test + " in " + module.getFileName() + "."));
            return file.substring(0, file.length() - ".java".length()).replace(File.separatorChar, '.');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
