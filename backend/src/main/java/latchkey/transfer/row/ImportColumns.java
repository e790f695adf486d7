package latchkey.transfer.row;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import latchkey.address.EmailAddress;
import latchkey.api.StrictJson;
import latchkey.transfer.sheet.SheetRow;
import latchkey.web.Problem;

/**
 * Which columns of a file are which field of ours: as a person chose, or by the names that we and common programs use.
 *
 * @param places the columns of each field, the preferred one first; if its cell is empty, the next one counts
 */
public record ImportColumns(List<String> names, Map<String, List<Integer>> places) {

    private static final Map<String, List<String>> KNOWN = Names.read("columns.properties");

    private static final Pattern LINE_BREAKS = Pattern.compile("[\\r\\n\\u00a0]+");

    /** Which field is which column, as a person chose; fields that are not named are not read. */
    public record Choice(Map<String, String> columns) {

        /** @param json an object of our fields to names of columns */
        public static Choice of(String json) {
            StrictJson.check("mapping", json);
            var columns = new LinkedHashMap<String, String>();
            new JsonObject(json).forEach(entry -> {
                if (!KNOWN.containsKey(entry.getKey()) || !(entry.getValue() instanceof String name)) {
                    throw unknown();
                }
                columns.put(entry.getKey(), name);
            });
            return new Choice(columns);
        }

        private static Problem unknown() {
            return Problem.of(400, "bad-request").field("mapping", "invalid.mapping");
        }
    }

    /** Recognises the cells that name columns. */
    public static Predicate<String> isName(Optional<Choice> choice) {
        Collection<String> chosen = choice.map(made -> made.columns().values()).orElse(List.of());
        return cell -> chosen.contains(cell) || isKnown(Names.plain(cell)) || isKnown(Names.bare(cell));
    }

    public static ImportColumns of(List<String> cells, Optional<Choice> choice) {
        List<String> names = IntStream.range(0, cells.size())
                .mapToObj(column -> cells.get(column).isEmpty() ? "Column " + (column + 1) : cells.get(column))
                .toList();
        return new ImportColumns(names, choice.map(made -> chosen(names, made)).orElseGet(() -> recognised(names)));
    }

    /** The first cell of a field that has a value; line breaks in a cell count as blanks. */
    Optional<String> value(List<String> row, String field, Predicate<String> isValue) {
        return places.getOrDefault(field, List.of()).stream()
                .filter(column -> column < row.size())
                .map(row::get)
                .filter(cell -> !cell.isEmpty() && isValue.test(cell))
                .findFirst()
                .map(cell -> LINE_BREAKS.matcher(cell).replaceAll(" "));
    }

    /** Whether a column called {@code Name} can only be the given name. */
    boolean hasNameBesideSurname() {
        return places.containsKey("familyName")
                && !places.containsKey("givenName")
                && places.getOrDefault("fullName", List.of()).stream()
                        .findFirst()
                        .filter(column -> Names.plain(names.get(column)).equals("name"))
                        .isPresent();
    }

    /**
     * Refuses a file without a known column, and one where an unknown column has addresses, so that a person chooses.
     */
    void check(List<SheetRow> first) {
        if (places.isEmpty()) {
            throw Problem.of(400, "no-column-known").with("columns", new JsonArray(names));
        }
        if (!places.containsKey("email")) {
            columnWithAddresses(first).ifPresent(column -> {
                throw Problem.of(400, "address-column-unknown", names.get(column))
                        .with("columns", new JsonArray(names))
                        .with("mapping", mapping());
            });
        }
    }

    JsonObject json() {
        var fallbacks = new JsonObject();
        places.forEach((field, columns) -> {
            List<String> others = columns.stream().skip(1).map(names::get).toList();
            if (!others.isEmpty()) {
                fallbacks.put(field, new JsonArray(others));
            }
        });
        return new JsonObject()
                .put("columns", new JsonArray(names))
                .put("mapping", mapping())
                .put("fallbacks", fallbacks);
    }

    private JsonObject mapping() {
        var mapping = new JsonObject();
        places.forEach((field, columns) -> mapping.put(field, names.get(columns.getFirst())));
        return mapping;
    }

    /** Even one that is named like another field: {@code Contact} may be a name or an address. */
    private Optional<Integer> columnWithAddresses(List<SheetRow> rows) {
        return IntStream.range(0, names.size())
                .boxed()
                .filter(column -> rows.stream().anyMatch(row -> hasAddress(row, column)))
                .findFirst();
    }

    private static boolean hasAddress(SheetRow row, int column) {
        return column < row.cells().size()
                && EmailAddress.parse(row.cells().get(column)).isPresent();
    }

    private static Map<String, List<Integer>> chosen(List<String> names, Choice choice) {
        var places = new LinkedHashMap<String, List<Integer>>();
        choice.columns().forEach((field, chosen) -> {
            if (!names.contains(chosen)) {
                throw Choice.unknown();
            }
            var others =
                    recognised(names, field).filter(column -> !choice.columns().containsValue(names.get(column)));
            places.put(
                    field,
                    Stream.concat(columns(names, chosen::equals), others)
                            .distinct()
                            .toList());
        });
        return places;
    }

    private static Map<String, List<Integer>> recognised(List<String> names) {
        var places = new LinkedHashMap<String, List<Integer>>();
        KNOWN.keySet().forEach(field -> {
            List<Integer> columns = recognised(names, field).toList();
            if (!columns.isEmpty()) {
                places.put(field, columns);
            }
        });
        return places;
    }

    private static Stream<Integer> recognised(List<String> names, String field) {
        List<String> known = KNOWN.getOrDefault(field, List.of());
        return Stream.concat(
                        known.stream()
                                .flatMap(one ->
                                        columns(names, name -> Names.plain(name).equals(one))),
                        known.stream()
                                .flatMap(one -> columns(
                                        names, name -> Names.bare(name).equals(one) && !isKnown(Names.plain(name)))))
                .distinct();
    }

    private static boolean isKnown(String name) {
        return KNOWN.values().stream().anyMatch(known -> known.contains(name));
    }

    private static Stream<Integer> columns(List<String> names, Predicate<String> isThis) {
        return IntStream.range(0, names.size())
                .filter(column -> isThis.test(names.get(column)))
                .boxed();
    }
}
