package latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What {@code mutants.yaml} replaces stands once in its file, so that no guard is left out when code is rewritten. */
class MutantListTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void each_guard_is_found_once() throws IOException {
        String yaml = Files.readString(ROOT.resolve("mutants/mutants.yaml"));
        for (Object entry : (List<?>) new Load(LoadSettings.builder().build()).loadFromString(yaml)) {
            var mutant = (Map<?, ?>) entry;
            String source = Files.readString(ROOT.resolve(mutant.get("file") + ""));
            String guarded = mutant.get("replace") + "";
            assertThat(source).as("%s", mutant.get("guard")).containsOnlyOnce(guarded);
        }
    }
}
