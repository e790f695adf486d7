package latchkey.admin.importing;

import com.vaadin.flow.component.UI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import latchkey.admin.api.Refused;
import latchkey.admin.api.StaffApi;
import latchkey.admin.api.importing.ImportProgress;
import latchkey.admin.api.importing.ImportResult;
import latchkey.admin.ui.Live;

/**
 * The chosen file. It is sent without holding the page's lock, so that the page stays usable; only the last answer
 * counts.
 */
final class ImportFile {

    /** Receives the outcome; called under the page's lock. */
    record Answer(
            Runnable waiting,
            Consumer<ImportProgress> progress,
            Consumer<ImportResult> done,
            Consumer<RuntimeException> failed) {}

    /**
     * How the file is to be read.
     *
     * @param columns field to column, where the member chose or saw them
     * @param region of rows that name none
     */
    record Reading(Map<String, String> columns, Optional<String> encoding, String region) {}

    private static final long AGAIN_MILLIS = 2_000;

    private final StaffApi api;
    private Optional<UploadedFile> file = Optional.empty();
    private Optional<Thread> sender = Optional.empty();
    private int sent;
    private boolean writing;

    ImportFile(StaffApi api) {
        this.api = api;
    }

    boolean isThere() {
        return file.isPresent();
    }

    void take(UploadedFile uploaded) {
        forget();
        file = Optional.of(uploaded);
    }

    /** Deletes the file; while contacts are being written it is still needed, and goes afterwards. */
    void forget() {
        if (!writing) {
            sent++;
            file.ifPresent(UploadedFile::close);
            file = Optional.empty();
        }
    }

    /** Previews the outcome of each row. */
    void look(Reading reading, Answer answer) {
        send(true, reading, answer);
    }

    /** Writes all accepted rows, or nothing. */
    void write(Reading reading, Answer answer) {
        send(false, reading, answer);
    }

    /**
     * Cancels the request, so that the backend notices. True if contacts were being written: it is then unknown whether
     * they were.
     */
    boolean stop() {
        boolean unsure = writing;
        writing = false;
        sent++;
        sender.ifPresent(Thread::interrupt);
        sender = Optional.empty();
        return unsure;
    }

    private void send(boolean dry, Reading reading, Answer answer) {
        UI ui = UI.getCurrent();
        UploadedFile sending = file.orElseThrow();
        int number = ++sent;
        writing = !dry;
        Live.soon(() -> {
            Thread self = Thread.currentThread();
            onPage(ui, number, () -> sender = Optional.of(self));
            Runnable end = end(
                    () -> api.importContacts(
                            sending.path(),
                            reading.columns(),
                            reading.encoding(),
                            reading.region(),
                            dry,
                            step -> onPage(ui, number, () -> answer.progress().accept(step))),
                    answer,
                    () -> onPage(ui, number, () -> send(dry, reading, answer)));
            Live.on(
                    ui,
                    () -> {
                        if (number == sent) {
                            writing = false;
                            sender = Optional.empty();
                            end.run();
                        }
                    },
                    sending::close);
        });
    }

    private void onPage(UI ui, int number, Runnable work) {
        Live.on(ui, () -> {
            if (number == sent) {
                work.run();
            }
        });
    }

    /** @param again tries again while another import is running, which isn't a failure */
    private static Runnable end(Supplier<ImportResult> call, Answer answer, Runnable again) {
        try {
            ImportResult result = call.get();
            return () -> answer.done().accept(result);
        } catch (Refused e) {
            if (!e.is("import-running")) {
                return () -> answer.failed().accept(e);
            }
            Live.later(AGAIN_MILLIS, again);
            return answer.waiting();
        } catch (RuntimeException e) {
            return () -> answer.failed().accept(e);
        }
    }
}
