package latchkey.transfer.row;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import latchkey.address.AddressFault;
import latchkey.address.AddressSimilarity;
import latchkey.address.EmailAddress;
import latchkey.address.TypedAddress;
import latchkey.api.SignedInStaff;
import latchkey.region.Region;
import latchkey.region.Regions;
import latchkey.search.PhoneNumbers;
import latchkey.text.Unicode;
import latchkey.transfer.row.ImportColumns.Choice;
import latchkey.transfer.row.ImportRow.Job;
import latchkey.transfer.row.RowRefusal.Reason;
import latchkey.transfer.row.RowWarning.Kind;
import latchkey.transfer.sheet.SheetRow;
import latchkey.transfer.sheet.Table;

/** Interprets the rows of a file, each independently. Blocks; for one thread at a time. */
public final class ImportReader {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_PHONE = 40;
    private static final int LONGEST_JOB = 200;

    /** What a spreadsheet shows of a long number. */
    private static final Pattern ROUNDED = Pattern.compile("[+-]?\\d+([.,]\\d+)?[eE]\\+\\d+");

    /** What people write in place of nothing. */
    private static final Pattern NOTHING = Pattern.compile(
            "[(<\\[]?(n/?a|n\\.a\\.?|[-–—.?]+|0|none|nil|null|blank|empty|unknown|not (known|given|provided|supplied)|tb[ac]"
                    + "|no (e-?mail|phone|mobile)( address| number)?)[)>\\]]?",
            Pattern.CASE_INSENSITIVE);

    /** The fields in which that counts as empty; there are people who are called Nil. */
    private static final Set<String> EMPTIABLE = Set.of("email", "phone", "reference");

    private static final String MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)";

    /** What a spreadsheet turns {@code 1-3} or {@code Mar 1} into. */
    private static final Pattern DATE =
            Pattern.compile("\\d{1,2}-" + MONTH + "(-\\d{2,4})?|" + MONTH + "-\\d{2}", Pattern.CASE_INSENSITIVE);

    /** A date in figures, or the number that a spreadsheet stores for one: never a name. */
    private static final Pattern FIGURES = Pattern.compile("\\d+|\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4}([ T][0-9:.]+Z?)?");

    private static final Set<String> NAMES = Set.of("givenName", "familyName", "fullName");

    private static final Set<String> NUMBERS = Set.of("phone", "reference", "jobReference");

    /** A number that some program treated as a quantity. */
    private static final Pattern QUANTITY = Pattern.compile("(\\+?\\d{5,})[.,]0{1,2}");

    private static final Pattern LOST = Pattern.compile("#{3,}|#(N/A|REF!|VALUE!|NAME\\?|DIV/0!|NULL!|NUM!)");

    private final Table table;
    private final ImportColumns columns;
    private final RegionNames regions;
    private final Optional<String> usualRegion;
    private final Map<String, Optional<String>> meant = new HashMap<>();

    /**
     * @param choice of columns; without one they are recognised by their names
     * @param usualRegion the region of rows that name none
     */
    public static ImportReader of(
            Table table, SignedInStaff member, Regions regions, Optional<Choice> choice, Optional<String> usualRegion) {
        var columns = ImportColumns.of(table.names().cells(), choice);
        if (choice.isEmpty()) {
            columns.check(table.first());
        }
        return new ImportReader(table, member, regions, columns, usualRegion);
    }

    private ImportReader(
            Table table, SignedInStaff member, Regions regions, ImportColumns columns, Optional<String> usualRegion) {
        List<Region> seen = regions.all().stream()
                .filter(region -> member.sees(region.code()))
                .toList();
        this.table = table;
        this.columns = columns;
        this.regions = new RegionNames(seen);
        this.usualRegion = usualRegion.or(
                () -> seen.size() == 1 ? Optional.of(seen.getFirst().code()) : Optional.empty());
    }

    /** How the file was understood. */
    public JsonObject json() {
        return columns.json()
                .put("encoding", table.format().encoding().orElse(null))
                .put("separator", table.format().separator().orElse(null))
                .put("namesRow", table.names().number());
    }

    /** The next rows of the file; empty at its end. */
    public List<ImportRow> next(int most) {
        return table.next(most).stream().map(this::row).toList();
    }

    private ImportRow row(SheetRow sheetRow) {
        List<String> cells = sheetRow.cells();
        var warnings = new ArrayList<RowWarning>();
        Optional<TypedAddress> email = value(cells, "email", warnings).map(TypedAddress::of);
        email.flatMap(TypedAddress::address).flatMap(this::suggestion).ifPresent(warnings::add);
        Optional<String> familyName = value(cells, "familyName", warnings);
        Optional<String> givenName = columns.hasNameBesideSurname()
                ? familyName.flatMap(
                        surname -> value(cells, "fullName", warnings).map(name -> without(surname, name)))
                : value(cells, "givenName", warnings);
        Optional<String> fullName =
                givenName.isPresent() && familyName.isPresent() ? Optional.empty() : value(cells, "fullName", warnings);
        Optional<FullName> cut = fullName.flatMap(FullName::cut);
        cut.ifPresent(name -> warnings.addAll(warnings(name)));
        Optional<String> region = region(cells, warnings);
        Optional<String> phone = value(cells, "phone", warnings);
        phone.filter(number -> region.filter(code -> PhoneNumbers.lacksTrunk(number, code))
                        .isPresent())
                .ifPresent(number -> warnings.add(new RowWarning(Kind.LOST_ZERO, number)));
        var row = new ImportRow(
                sheetRow.number(),
                region,
                cut.map(FullName::given).or(() -> givenName),
                cut.map(FullName::family).or(() -> familyName),
                email.map(TypedAddress::text),
                phone,
                value(cells, "reference", warnings),
                job(cells, warnings),
                List.copyOf(warnings),
                Optional.empty());
        return refusal(row, sheetRow.isBroken(), fullName, email.flatMap(TypedAddress::refusal))
                .map(row::refused)
                .orElse(row);
    }

    /** A {@code Name} beside a surname is the given name, perhaps followed by the surname once more. */
    private static String without(String surname, String name) {
        int end = name.length() - surname.length() - 1;
        return end > 0 && name.regionMatches(true, end, " " + surname, 0, surname.length() + 1)
                ? name.substring(0, end).strip()
                : name;
    }

    /** The value of a field; one that a spreadsheet damaged is left out, with a warning. */
    private Optional<String> value(List<String> cells, String field, List<RowWarning> warnings) {
        Optional<String> value =
                columns.value(cells, field, cell -> damage(field, cell).isEmpty() && !isNothing(field, cell));
        if (value.isEmpty()) {
            columns.value(cells, field, cell -> true)
                    .flatMap(cell -> damage(field, cell))
                    .ifPresent(damage -> warnings.add(new RowWarning(damage, field)));
        }
        return NUMBERS.contains(field) ? value.map(number -> unquantified(number)) : value;
    }

    private static String unquantified(String number) {
        Matcher quantity = QUANTITY.matcher(number);
        return quantity.matches() ? quantity.group(1) : number;
    }

    private static boolean isNothing(String field, String cell) {
        return EMPTIABLE.contains(field) && NOTHING.matcher(cell.strip()).matches();
    }

    private static Optional<Kind> damage(String field, String cell) {
        if (ROUNDED.matcher(cell).matches()) {
            return Optional.of(Kind.ROUNDED);
        }
        if (cell.chars().noneMatch(character -> character == '#' || Character.isDigit(character))) {
            return Optional.empty();
        }
        boolean isName = NAMES.contains(field);
        boolean isDate =
                (isName || NUMBERS.contains(field)) && DATE.matcher(cell).matches();
        return LOST.matcher(cell).matches()
                        || isDate
                        || (isName && FIGURES.matcher(cell).matches())
                ? Optional.of(Kind.LOST)
                : Optional.empty();
    }

    /** Remembered by domain: a list has few, many times each. */
    private Optional<RowWarning> suggestion(EmailAddress email) {
        return meant.computeIfAbsent(email.domain(), domain -> AddressSimilarity.meant("@" + domain))
                .map(domain -> new RowWarning(Kind.SUGGESTION, email.localPart() + "@" + domain));
    }

    private static List<RowWarning> warnings(FullName name) {
        var warnings = new ArrayList<RowWarning>();
        warnings.add(new RowWarning(Kind.NAME_CUT, name.given() + " | " + name.family()));
        if (!name.leftOut().isEmpty()) {
            warnings.add(new RowWarning(Kind.PERSON_LEFT_OUT, name.leftOut()));
        } else if (name.isOfSeveral()) {
            warnings.add(new RowWarning(Kind.SEVERAL_PEOPLE, name.given() + " " + name.family()));
        }
        return warnings;
    }

    /** A missing reference is replaced by the name, and a missing name by the reference. */
    private Optional<Job> job(List<String> cells, List<RowWarning> warnings) {
        Optional<String> reference = value(cells, "jobReference", warnings);
        Optional<String> name = value(cells, "jobName", warnings);
        return reference.or(() -> name).map(known -> new Job(known, name.orElse(known)));
    }

    private Optional<String> region(List<String> cells, List<RowWarning> warnings) {
        return value(cells, "region", warnings).map(regions::code).orElse(usualRegion);
    }

    private Optional<RowRefusal> refusal(
            ImportRow row, boolean isBroken, Optional<String> fullName, Optional<AddressFault> badEmail) {
        if (isBroken) {
            return Optional.of(RowRefusal.of(Reason.QUOTE));
        }
        if (row.region().isEmpty()) {
            return Optional.of(new RowRefusal(Reason.REGION, regions.all()));
        }
        if (row.givenName().isEmpty() || row.familyName().isEmpty()) {
            return fullName.filter(name ->
                            unfit("fullName", Optional.of(name), LONGEST_NAME).isEmpty())
                    .map(name -> new RowRefusal(Reason.ONE_NAME, name))
                    .or(() -> Optional.of(RowRefusal.of(Reason.NAME)));
        }
        return badEmail.map(ImportReader::refusal)
                .or(() -> unfit("givenName", row.givenName(), LONGEST_NAME))
                .or(() -> unfit("familyName", row.familyName(), LONGEST_NAME))
                .or(() -> unfit("phone", row.phone(), LONGEST_PHONE))
                .or(() -> unfit("reference", row.reference(), LONGEST_NAME))
                .or(() -> unfit("jobReference", row.job().map(Job::reference), LONGEST_NAME))
                .or(() -> unfit("jobName", row.job().map(Job::name), LONGEST_JOB));
    }

    private static RowRefusal refusal(AddressFault fault) {
        return fault == AddressFault.TWO_ADDRESSES
                ? RowRefusal.of(Reason.TWO_ADDRESSES)
                : new RowRefusal(Reason.EMAIL, fault.name());
    }

    private static Optional<RowRefusal> unfit(String field, Optional<String> text, int longest) {
        return text.filter(cell -> cell.length() > longest || !Unicode.isLine(cell))
                .map(cell -> new RowRefusal(Reason.TEXT, field));
    }
}
