package latchkey.transfer;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import latchkey.api.ApiRequest;
import latchkey.api.Operations;
import latchkey.api.SignedInStaff;
import latchkey.contact.Contact;
import latchkey.region.Regions;
import latchkey.search.ContactFilter;
import latchkey.search.SearchRoutes;
import latchkey.transfer.ImportContacts.Upload;
import latchkey.web.Problem;

/** Contacts as a file: in and out. */
public final class CsvRoutes {

    /** A hundred thousand rows of two hundred bytes. */
    private static final int FILE_KB = 24 * 1024;

    private static final List<String> OF_CONTACT =
            List.of("region", "givenName", "familyName", "email", "phone", "reference");
    private static final List<String> OF_PORTAL =
            List.of("status", "invitedAt", "invitationExpiresAt", "accountEmail", "activatedAt", "lastSignInAt");

    /** Tells spreadsheets that the file is UTF-8. */
    private static final String MARK = "\uFEFF";

    private final Pool pool;
    private final Regions regions;
    private final ExportTable exports;

    public CsvRoutes(Pool pool, Regions regions) {
        this.pool = pool;
        this.regions = regions;
        this.exports = new ExportTable(pool);
    }

    public void mount(Vertx vertx, Operations operations) {
        var imports = new ImportContacts(vertx, new ImportTable(pool), regions);
        operations.stream("importContacts", FILE_KB, (member, request) -> take(imports, member, request));
        operations.stream("exportContacts", this::give);
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
        return new ImportAnswer(request.context()).give(progress -> imports.run(member, upload, progress));
    }

    /** The first piece is read before the answer begins, so that a failure can still say what it is. */
    private Future<Void> give(SignedInStaff member, ApiRequest request) {
        ContactFilter filter = SearchRoutes.filter(member, request);
        return exports.first(filter).compose(first -> {
            HttpServerResponse response = request.context().response();
            response.setChunked(true)
                    .putHeader("content-type", "text/csv; charset=utf-8")
                    .putHeader("content-disposition", "attachment; filename=\"contacts.csv\"")
                    .putHeader("cache-control", "no-store");
            var header = Stream.concat(OF_CONTACT.stream(), OF_PORTAL.stream()).toList();
            return response.write(MARK + line(List.of(header))).compose(begun -> write(response, filter, first));
        });
    }

    private Future<Void> write(HttpServerResponse response, ContactFilter filter, List<Contact> piece) {
        return piece.isEmpty()
                ? response.end()
                : response.write(line(piece.stream().map(CsvRoutes::cells).toList()))
                        .compose(
                                written -> exports.after(filter, piece.getLast().id()))
                        .compose(next -> write(response, filter, next))
                        .onFailure(failure -> response.reset());
    }

    private static List<String> cells(Contact contact) {
        JsonObject portal = contact.json().getJsonObject("portal");
        return Stream.concat(
                        OF_CONTACT.stream().map(field -> contact.json().getString(field, "")),
                        OF_PORTAL.stream().map(field -> portal.getString(field, "")))
                .map(text -> Cells.written(Objects.requireNonNullElse(text, "")))
                .toList();
    }

    private static String line(List<List<String>> rows) {
        var text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder().build(text)) {
            rows.forEach(writer::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
