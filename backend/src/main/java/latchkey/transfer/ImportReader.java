package latchkey.transfer;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import latchkey.address.EmailAddress;
import latchkey.api.SignedInStaff;
import latchkey.region.Region;
import latchkey.region.Regions;
import latchkey.text.Texts;
import latchkey.text.Unicode;

/** Understands the rows of a file, each by itself and beside the rows before it. For one file. */
final class ImportReader {

    private static final Texts TEXTS = Texts.of("staff", Locale.ROOT);
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_PHONE = 40;

    private final SignedInStaff member;
    private final Regions regions;
    private final ImportColumns columns;
    private final Optional<String> usualRegion;
    private final Map<String, Integer> seen = new HashMap<>();

    /** @param usualRegion the region of rows that say none */
    ImportReader(SignedInStaff member, Regions regions, ImportColumns columns, Optional<String> usualRegion) {
        this.member = member;
        this.regions = regions;
        this.columns = columns;
        this.usualRegion = usualRegion.or(() ->
                member.regions().size() == 1 ? Optional.of(member.regions().getFirst()) : Optional.empty());
    }

    List<ImportRow> read(List<List<String>> rows) {
        var read = new ArrayList<ImportRow>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            List<String> row = rows.get(i);
            if (row.stream().anyMatch(cell -> !cell.isEmpty())) {
                read.add(read(i + 2, row));
            }
        }
        return read;
    }

    private ImportRow read(int number, List<String> row) {
        Optional<String> typedEmail = columns.value(row, "email");
        Optional<String> email = typedEmail.flatMap(EmailAddress::parse).map(EmailAddress::value);
        Optional<String> region = region(row);
        var contact = new JsonObject()
                .put("region", region.orElse(null))
                .put("givenName", columns.value(row, "givenName").orElse(null))
                .put("familyName", columns.value(row, "familyName").orElse(null))
                .put("email", email.or(() -> typedEmail).orElse(null))
                .put("phone", columns.value(row, "phone").orElse(null))
                .put("reference", columns.value(row, "reference").orElse(null));
        Optional<String> refusal = fault(contact, region.isPresent(), typedEmail.isPresent() && email.isEmpty())
                .or(() -> repeated(number, contact));
        return new ImportRow(number, contact, refusal);
    }

    private Optional<String> region(List<String> row) {
        return columns.value(row, "region")
                .map(cell -> regions.all().stream()
                        .filter(region -> region.code().equalsIgnoreCase(cell)
                                || region.name().equalsIgnoreCase(cell))
                        .map(Region::code)
                        .findFirst())
                .orElse(usualRegion)
                .filter(member::sees);
    }

    private static Optional<String> fault(JsonObject contact, boolean hasRegion, boolean badEmail) {
        if (!hasRegion) {
            return Optional.of(TEXTS.text("import.region"));
        }
        if (contact.getString("givenName") == null || contact.getString("familyName") == null) {
            return Optional.of(TEXTS.text("import.name"));
        }
        if (badEmail) {
            return Optional.of(TEXTS.text("import.email"));
        }
        return contact.stream()
                .filter(cell -> cell.getValue() != null)
                .filter(cell -> !fits(cell.getKey(), (String) cell.getValue()))
                .map(cell -> TEXTS.text("import.text", TEXTS.text("field." + cell.getKey())))
                .findFirst();
    }

    private static boolean fits(String field, String text) {
        int longest = field.equals("phone") ? LONGEST_PHONE : field.equals("email") ? 254 : LONGEST_NAME;
        return text.length() <= longest
                && Unicode.isText(text)
                && text.codePoints().noneMatch(Character::isISOControl);
    }

    /** The same person twice in one file would be written over by the later row. */
    private Optional<String> repeated(int number, JsonObject contact) {
        String reference = contact.getString("reference");
        String email = contact.getString("email");
        if (reference == null && email == null) {
            return Optional.empty();
        }
        String key = contact.getString("region") + (reference == null ? " email " + email : " reference " + reference);
        Integer earlier = seen.putIfAbsent(key, number);
        return earlier == null ? Optional.empty() : Optional.of(TEXTS.text("import.repeated", earlier));
    }
}
