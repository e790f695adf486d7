package latchkey.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads {@code mutants.yaml}. */
final class MutantList {

    private MutantList() {}

    @SuppressWarnings("unchecked") // the file is a list of such objects
    static List<Mutant> read(Path file) throws IOException {
        var entries = (List<Map<String, String>>)
                new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        var mutants = new ArrayList<Mutant>();
        for (var entry : entries) {
            mutants.add(new Mutant(
                    text(entry, "guard"),
                    text(entry, "file"),
                    text(entry, "replace"),
                    text(entry, "by"),
                    text(entry, "test")));
        }
        return List.copyOf(mutants);
    }

    private static String text(Map<String, String> entry, String key) {
        String text = entry.get(key);
        if (text == null) {
            throw new StaleMutantException("An entry of the list has no '" + key + "': " + entry);
        }
        return text;
    }
}
