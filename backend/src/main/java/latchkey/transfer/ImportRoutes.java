package latchkey.transfer;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.Locale;
import java.util.Objects;
import latchkey.api.ApiRequest;
import latchkey.api.Operations;
import latchkey.api.SignedInStaff;
import latchkey.region.Regions;
import latchkey.transfer.ImportContacts.Upload;
import latchkey.web.Problem;

/** Contacts from a CSV file. */
public final class ImportRoutes {

    /** A hundred thousand rows of two hundred bytes. */
    private static final int FILE_KB = 24 * 1024;

    private final Pool pool;
    private final Regions regions;

    public ImportRoutes(Pool pool, Regions regions) {
        this.pool = pool;
        this.regions = regions;
    }

    public void mount(Vertx vertx, Operations operations) {
        var imports = new ImportContacts(vertx, pool, regions);
        operations.stream(
                "importContacts",
                FILE_KB,
                new ImportTurn(),
                (member, request) -> ImportTurn.during(request.context(), () -> take(imports, member, request)));
    }

    private static Future<Void> take(ImportContacts imports, SignedInStaff member, ApiRequest request) {
        String type = Objects.requireNonNullElse(request.context().request().getHeader("content-type"), "");
        if (!type.toLowerCase(Locale.ROOT).startsWith("text/csv")) {
            throw Problem.of(415, "unsupported-media-type", "text/csv");
        }
        var upload = new Upload(
                request.bytes(),
                request.text("mapping"),
                request.text("region"),
                request.flag("dryRun"),
                request.network());
        var answer = new ImportAnswer(request.context());
        return imports.run(member, upload, answer).recover(answer::fail);
    }
}
