package latchkey.admin.importing;

import com.vaadin.flow.component.UI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import latchkey.admin.api.ImportResult;
import latchkey.admin.api.StaffApi;
import latchkey.admin.ui.Live;

/** The file that was chosen. It is sent off the page's lock, which stays usable meanwhile; only the last answer counts. */
final class ImportFile {

    private final StaffApi api;
    private Optional<Path> path = Optional.empty();
    private int sent;
    private boolean writing;

    ImportFile(StaffApi api) {
        this.api = api;
    }

    boolean isThere() {
        return path.isPresent();
    }

    void take(Path uploaded) {
        forget();
        path = Optional.of(uploaded);
    }

    /** Who leaves while contacts are written leaves the file to that. */
    void forget() {
        if (!writing) {
            sent++;
            path.map(Path::toFile).filter(file -> !file.delete()).ifPresent(java.io.File::deleteOnExit);
            path = Optional.empty();
        }
    }

    /** Says what would become of each row. */
    void look(
            Map<String, String> mapping,
            String region,
            Consumer<ImportResult> done,
            Consumer<RuntimeException> failed) {
        send(true, mapping, region, done, failed);
    }

    /** Writes all that can be, or nothing. */
    void write(
            Map<String, String> mapping,
            String region,
            Consumer<ImportResult> done,
            Consumer<RuntimeException> failed) {
        writing = true;
        send(false, mapping, region, done, failed);
    }

    private void send(
            boolean dry,
            Map<String, String> mapping,
            String region,
            Consumer<ImportResult> done,
            Consumer<RuntimeException> failed) {
        UI ui = UI.getCurrent();
        Path file = path.orElseThrow();
        int number = ++sent;
        Live.soon(() -> {
            Runnable answer = answer(() -> api.importContacts(file, mapping, region, dry), done, failed);
            Live.on(ui, () -> {
                if (number == sent) {
                    writing = false;
                    answer.run();
                }
            });
        });
    }

    private static Runnable answer(
            java.util.function.Supplier<ImportResult> call,
            Consumer<ImportResult> done,
            Consumer<RuntimeException> failed) {
        try {
            ImportResult result = call.get();
            return () -> done.accept(result);
        } catch (RuntimeException e) {
            return () -> failed.accept(e);
        }
    }
}
