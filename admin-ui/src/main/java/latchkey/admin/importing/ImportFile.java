package latchkey.admin.importing;

import com.vaadin.flow.component.UI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import latchkey.admin.api.ImportProgress;
import latchkey.admin.api.ImportResult;
import latchkey.admin.api.StaffApi;
import latchkey.admin.ui.Live;

/** The file that was chosen. It is sent off the page's lock, which stays usable meanwhile; only the last answer counts. */
final class ImportFile {

    /** Who wants to know what becomes of the file; called on the page. */
    record Answer(Consumer<ImportProgress> progress, Consumer<ImportResult> done, Consumer<RuntimeException> failed) {}

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
    void look(Map<String, String> mapping, String region, Answer answer) {
        send(true, mapping, region, answer);
    }

    /** Writes all that can be, or nothing. */
    void write(Map<String, String> mapping, String region, Answer answer) {
        writing = true;
        send(false, mapping, region, answer);
    }

    private void send(boolean dry, Map<String, String> mapping, String region, Answer answer) {
        UI ui = UI.getCurrent();
        Path file = path.orElseThrow();
        int number = ++sent;
        Live.soon(() -> {
            Runnable end = end(
                    () -> api.importContacts(
                            file,
                            mapping,
                            region,
                            dry,
                            step -> onPage(ui, number, () -> answer.progress().accept(step))),
                    answer);
            onPage(ui, number, () -> {
                writing = false;
                end.run();
            });
        });
    }

    private void onPage(UI ui, int number, Runnable work) {
        Live.on(ui, () -> {
            if (number == sent) {
                work.run();
            }
        });
    }

    private static Runnable end(Supplier<ImportResult> call, Answer answer) {
        try {
            ImportResult result = call.get();
            return () -> answer.done().accept(result);
        } catch (RuntimeException e) {
            return () -> answer.failed().accept(e);
        }
    }
}
