package latchkey.transfer;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import latchkey.web.Problem;

/**
 * Which column of a file is which field of ours: as chosen, or as we and common CRMs call it.
 *
 * @param mapping our field to the name of the column
 */
record ImportColumns(List<String> names, Map<String, String> mapping) {

    /** What a column may be called, in letters and digits alone. */
    private static final Map<String, List<String>> NAMES = Map.of(
            "region", List.of("region", "country", "countryregion", "mailingcountry", "office"),
            "givenName", List.of("givenname", "firstname", "first", "forename", "contactfirstname"),
            "familyName", List.of("familyname", "lastname", "surname", "last", "contactlastname"),
            "email", List.of("email", "emailaddress", "emailaddress1", "primaryemail", "contactemail", "mail"),
            "phone", List.of("phone", "mobile", "mobilephone", "phonenumber", "telephone", "cell", "businessphone"),
            "reference", List.of("reference", "ref", "jobnumber", "job", "contactid", "recordid", "clientid", "id"));

    /** @param chosen a JSON object of our fields to names of columns; it decides alone where it is given */
    static ImportColumns of(List<String> names, Optional<String> chosen) {
        return new ImportColumns(names, chosen.map(json -> chosen(names, json)).orElseGet(() -> recognised(names)));
    }

    /** The cell of a field; empty if there is no such column or nothing in it. */
    Optional<String> value(List<String> row, String field) {
        return Optional.ofNullable(mapping.get(field))
                .map(names::indexOf)
                .filter(index -> index >= 0 && index < row.size())
                .map(row::get)
                .filter(cell -> !cell.isEmpty());
    }

    private static Map<String, String> chosen(List<String> names, String json) {
        var mapping = new LinkedHashMap<String, String>();
        try {
            new JsonObject(json).forEach(entry -> {
                if (!NAMES.containsKey(entry.getKey()) || !names.contains(entry.getValue())) {
                    throw Problem.of(400, "bad-request").field("mapping", "has a field or a column that is not there");
                }
                mapping.put(entry.getKey(), (String) entry.getValue());
            });
        } catch (DecodeException e) {
            throw Problem.of(400, "bad-request").field("mapping", "is not a JSON object");
        }
        return mapping;
    }

    private static Map<String, String> recognised(List<String> names) {
        var mapping = new LinkedHashMap<String, String>();
        NAMES.forEach((field, known) -> known.stream()
                .flatMap(one -> names.stream().filter(name -> plain(name).equals(one)))
                .findFirst()
                .ifPresent(name -> mapping.put(field, name)));
        return mapping;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
