package latchkey.transfer;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import latchkey.api.ApiRequest;
import latchkey.api.Operations;
import latchkey.api.SignedInStaff;
import latchkey.contact.ContactFields;
import latchkey.transfer.ImportContacts.Upload;
import latchkey.transfer.row.ImportColumns.Choice;
import latchkey.web.Problem;

/** Contacts from a list. */
public final class ImportRoutes {

    /** The file itself shows which of them it is. */
    private static final List<String> TYPES = List.of(
            "text/csv",
            "text/plain",
            "text/tab-separated-values",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    /** A hundred thousand rows of two hundred bytes. */
    private static final int FILE_KB = 24 * 1024;

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final ImportContacts imports;

    public ImportRoutes(ImportContacts imports) {
        this.imports = imports;
    }

    public void mount(Operations operations) {
        operations.stream(
                "importContacts",
                FILE_KB,
                new ImportTurn(),
                (member, request) -> ImportTurn.during(request.context(), () -> take(member, request)));
    }

    private Future<Void> take(SignedInStaff member, ApiRequest request) {
        String type = Objects.requireNonNullElse(request.context().request().getHeader("content-type"), "");
        if (!TYPES.contains(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))) {
            throw Problem.of(415, "unsupported-media-type", String.join(", ", TYPES));
        }
        Optional<String> region = request.text("region").map(code -> ContactFields.region(member, code));
        var upload = new Upload(
                request.bytes(),
                request.text("mapping").map(Choice::of),
                request.text("encoding"),
                region,
                request.flag("dryRun"),
                request.network());
        var answer = new ImportAnswer(request.context(), LONGEST_PAUSE);
        return imports.run(member, upload, answer).recover(answer::fail);
    }
}
