package latchkey.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One guard, and how it is broken.
 *
 * @param guard what holds as long as it stands, as a sentence
 * @param file the source or resource, from the root of the repository
 * @param replace the text that is replaced; it stands in the file once
 * @param by what stands there instead
 * @param test the simple name of the test class, in the same module, that has to fail
 */
record Mutant(String guard, String file, String replace, String by, String test) {

    private static final String SOURCES = "/src/main/java/";
    private static final String RESOURCES = "/src/main/resources/";

    String module() {
        return file.substring(0, file.indexOf('/'));
    }

    boolean isJava() {
        return file.contains(SOURCES);
    }

    /** Writes the broken file below the folder, where the class path looks for it. */
    Path breakInto(Path root, Path folder) throws IOException {
        String text = Files.readString(root.resolve(file));
        int at = text.indexOf(replace);
        if (at < 0 || text.indexOf(replace, at + 1) >= 0) {
            throw new StaleMutantException(
                    (at < 0 ? "The text to replace is not in " : "The text to replace stands more than once in ") + file
                            + ": " + replace);
        }
        Path broken = folder.resolve(name());
        Files.createDirectories(broken.getParent());
        return Files.writeString(broken, text.replace(replace, by));
    }

    private String name() {
        for (String folder : new String[] {SOURCES, RESOURCES}) {
            int at = file.indexOf(folder);
            if (at > 0) {
                return file.substring(at + folder.length());
            }
        }
        throw new StaleMutantException("Neither a source nor a resource of a module: " + file);
    }
}
