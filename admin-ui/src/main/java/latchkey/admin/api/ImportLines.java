package latchkey.admin.api;

import java.util.Optional;
import java.util.function.Consumer;
import latchkey.admin.api.importing.ImportProgress;
import latchkey.admin.api.importing.ImportResult;
import tools.jackson.core.JacksonException;

/** The answer to an import as it arrives, line by line: progress, and at the end the result. */
final class ImportLines {

    private record Line(Optional<ImportProgress> progress, Optional<ImportResult> result, Optional<Problem> problem) {}

    private static final Line NOTHING = new Line(Optional.empty(), Optional.empty(), Optional.empty());

    private final Consumer<ImportProgress> progress;
    private Line last = NOTHING;

    ImportLines(Consumer<ImportProgress> progress) {
        this.progress = progress;
    }

    /** Fails if the last line isn't a result: then the outcome of the import is unknown. */
    ImportResult result() {
        last.problem().ifPresent(problem -> {
            throw Transport.failure(problem);
        });
        return last.result().orElseThrow(() -> new Unavailable("the answer broke off"));
    }

    void take(String line) {
        last = read(line);
        last.progress().ifPresent(progress);
    }

    private static Line read(String line) {
        try {
            return Transport.JSON.readValue(line, Line.class);
        } catch (JacksonException e) {
            return NOTHING;
        }
    }
}
