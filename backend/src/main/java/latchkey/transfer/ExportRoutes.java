package latchkey.transfer;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import latchkey.api.ApiRequest;
import latchkey.api.Operations;
import latchkey.api.SignedInStaff;
import latchkey.api.StaffGate;
import latchkey.contact.Contact;
import latchkey.contact.ContactTable;
import latchkey.search.ContactFilter;
import latchkey.search.SearchRoutes;
import latchkey.transfer.sheet.Cells;

/** Contacts as a CSV file, read and written in pieces. */
public final class ExportRoutes {

    private static final int PIECE = 1_000;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private static final List<String> HEADER = List.of(
            "region",
            "givenName",
            "familyName",
            "email",
            "phone",
            "reference",
            "status",
            "invitedAt",
            "invitationExpiresAt",
            "accountEmail",
            "activatedAt",
            "lastSignInAt");

    /** Tells spreadsheets that the file is UTF-8. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final StaffGate gate;
    private final ContactTable contacts;

    public ExportRoutes(StaffGate gate, Pool pool) {
        this.gate = gate;
        contacts = new ContactTable(pool);
    }

    public void mount(Operations operations) {
        operations.stream("exportContacts", this::export);
    }

    /** The first piece is read before the answer begins, so that a failure can still have its own status. */
    private Future<Void> export(SignedInStaff member, ApiRequest request) {
        ContactFilter filter = SearchRoutes.filter(member, request);
        return after(BEFORE_ALL, filter).compose(first -> {
            HttpServerResponse response = request.context().response();
            response.setChunked(true)
                    .putHeader("content-type", "text/csv; charset=utf-8")
                    .putHeader("content-disposition", "attachment; filename=\"contacts.csv\"")
                    .putHeader("cache-control", "no-store");
            return response.write(BYTE_ORDER_MARK + lines(Stream.of(HEADER)))
                    .compose(begun -> write(response, member, filter, first))
                    .onFailure(failure -> response.reset());
        });
    }

    /** A slow reader gets no more than they are still allowed to see. */
    private Future<Void> write(
            HttpServerResponse response, SignedInStaff member, ContactFilter filter, List<Contact> piece) {
        return piece.isEmpty()
                ? response.end()
                : response.write(lines(piece.stream().map(ExportRoutes::cells)))
                        .compose(written -> gate.mustRemain(member))
                        .compose(remains -> after(piece.getLast().id(), filter))
                        .compose(next -> write(response, member, filter, next));
    }

    private Future<List<Contact>> after(UUID last, ContactFilter filter) {
        return contacts.after(last, filter.condition(), filter.parameters(), PIECE);
    }

    private static List<String> cells(Contact contact) {
        Contact.Portal portal = contact.portal();
        return Stream.of(
                        contact.region(),
                        contact.givenName(),
                        contact.familyName(),
                        contact.email().orElse(""),
                        contact.phone().orElse(""),
                        contact.reference().orElse(""),
                        portal.status().name(),
                        cell(portal.invitedAt()),
                        cell(portal.invitationExpiresAt()),
                        portal.accountEmail().orElse(""),
                        cell(portal.activatedAt()),
                        cell(portal.lastSignInAt()))
                .map(Cells::written)
                .toList();
    }

    private static String cell(Optional<Instant> time) {
        return time.map(Instant::toString).orElse("");
    }

    private static String lines(Stream<List<String>> rows) {
        var text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder().build(text)) {
            rows.forEach(writer::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
