package latchkey.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import latchkey.address.AddressFault;
import latchkey.address.TypedAddress;
import latchkey.api.SignedInStaff;
import latchkey.region.Region;
import latchkey.region.Regions;
import latchkey.text.Unicode;
import latchkey.transfer.RowRefusal.Reason;
import latchkey.transfer.csv.CsvFile;

/** Understands the rows of a file, each by itself. */
final class ImportReader {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_PHONE = 40;

    private final CsvFile file;
    private final SignedInStaff member;
    private final Regions regions;
    private final ImportColumns columns;
    private final Optional<String> usualRegion;
    private int number = 1;

    /** @param usualRegion the region of rows that say none */
    ImportReader(
            CsvFile file, SignedInStaff member, Regions regions, ImportColumns columns, Optional<String> usualRegion) {
        this.file = file;
        this.member = member;
        this.regions = regions;
        this.columns = columns;
        this.usualRegion = usualRegion.or(() ->
                member.regions().size() == 1 ? Optional.of(member.regions().getFirst()) : Optional.empty());
    }

    /** The next rows of the file that are not empty; none at its end. */
    List<ImportRow> next(int most) {
        var rows = new ArrayList<ImportRow>();
        List<List<String>> piece = file.next(most);
        while (rows.isEmpty() && !piece.isEmpty()) {
            for (List<String> cells : piece) {
                number++;
                if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
                    rows.add(row(cells));
                }
            }
            piece = rows.isEmpty() ? file.next(most) : piece;
        }
        return rows;
    }

    private ImportRow row(List<String> cells) {
        Optional<TypedAddress> email = columns.value(cells, "email").map(TypedAddress::of);
        var row = new ImportRow(
                number,
                region(cells),
                columns.value(cells, "givenName"),
                columns.value(cells, "familyName"),
                email.map(TypedAddress::text),
                columns.value(cells, "phone"),
                columns.value(cells, "reference"),
                Optional.empty());
        return refusal(row, email.flatMap(TypedAddress::refusal))
                .map(row::refused)
                .orElse(row);
    }

    private Optional<String> region(List<String> cells) {
        return columns.value(cells, "region")
                .map(cell -> regions.all().stream()
                        .filter(region -> region.code().equalsIgnoreCase(cell)
                                || region.name().equalsIgnoreCase(cell))
                        .map(Region::code)
                        .findFirst())
                .orElse(usualRegion)
                .filter(member::sees);
    }

    private static Optional<RowRefusal> refusal(ImportRow row, Optional<AddressFault> badEmail) {
        if (row.region().isEmpty()) {
            return Optional.of(RowRefusal.of(Reason.REGION));
        }
        if (row.givenName().isEmpty() || row.familyName().isEmpty()) {
            return Optional.of(RowRefusal.of(Reason.NAME));
        }
        return badEmail.map(fault -> new RowRefusal(Reason.EMAIL, fault.name()))
                .or(() -> unfit("givenName", row.givenName(), LONGEST_NAME))
                .or(() -> unfit("familyName", row.familyName(), LONGEST_NAME))
                .or(() -> unfit("phone", row.phone(), LONGEST_PHONE))
                .or(() -> unfit("reference", row.reference(), LONGEST_NAME));
    }

    private static Optional<RowRefusal> unfit(String field, Optional<String> text, int longest) {
        return text.filter(cell -> cell.length() > longest || !Unicode.isLine(cell))
                .map(cell -> new RowRefusal(Reason.TEXT, field));
    }
}
