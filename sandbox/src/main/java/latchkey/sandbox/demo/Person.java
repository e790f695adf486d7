package latchkey.sandbox.demo;

import io.vertx.core.json.JsonObject;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** A contact who does not exist: names of plants and words for "example", numbers and networks reserved for fiction. */
record Person(
        String region, String givenName, String familyName, String email, String phone, String network, int number) {

    private static final List<String> FAMILY_NAMES = List.of(
            "Sample", "Demo", "Example", "Specimen", "Mockup", "Testcase", "Placeholder", "Dummy", "Fictive", "Trial");

    private static final List<String> AUSTRALIAN = List.of(
            "Banksia",
            "Wattle",
            "Acacia",
            "Grevillea",
            "Boronia",
            "Kurrajong",
            "Jarrah",
            "Mulga",
            "Saltbush",
            "Waratah",
            "Ironbark",
            "Quandong",
            "Correa",
            "Hakea",
            "Melaleuca",
            "Myrtle",
            "Bluegum",
            "Lomandra",
            "Dianella",
            "Fern");
    private static final List<String> NEW_ZEALAND = List.of(
            "Kōwhai",
            "Rimu",
            "Mānuka",
            "Tōtara",
            "Rātā",
            "Nīkau",
            "Ponga",
            "Kauri",
            "Harakeke",
            "Mamaku",
            "Pūriri",
            "Kahikatea",
            "Hebe",
            "Karaka",
            "Mataī",
            "Tawa",
            "Miro",
            "Kānuka",
            "Toetoe",
            "Koru");
    private static final List<String> AMERICAN = List.of(
            "Maple",
            "Juniper",
            "Sequoia",
            "Magnolia",
            "Aspen",
            "Hickory",
            "Dogwood",
            "Cedar",
            "Sumac",
            "Laurel",
            "Sorrel",
            "Clover",
            "Sage",
            "Indigo",
            "Amber",
            "Scarlet",
            "Teal",
            "Umber",
            "Olive",
            "Tamarack");

    /** @param number from 0 to 19 */
    static Person of(String region, int number) {
        String given = givenNames(region).get(number);
        String family = FAMILY_NAMES.get((number * 3 + region.charAt(0)) % FAMILY_NAMES.size());
        String address = ascii(given + "." + family) + "@example.test";
        return new Person(region, given, family, address, phone(region, number), network(region, number), number);
    }

    Person withEmail(String email) {
        return new Person(region, givenName, familyName, email, phone, network, number);
    }

    Person at(String domain) {
        return withEmail(email.replaceFirst("@.*", "@" + domain));
    }

    String id() {
        return Ids.of("contact " + region + " " + number);
    }

    JsonObject toRow() {
        return new JsonObject()
                .put("id", id())
                .put("region", region)
                .put("given_name", givenName)
                .put("family_name", familyName)
                .put("email", email.isEmpty() ? null : email)
                .put("phone", phone.isEmpty() ? null : phone)
                .put("reference", "%s-%d".formatted(region.toUpperCase(Locale.ROOT), 10_400 + number * 7))
                .put("portal", "NOT_INVITED");
    }

    private static List<String> givenNames(String region) {
        return switch (region) {
            case "au" -> AUSTRALIAN;
            case "nz" -> NEW_ZEALAND;
            default -> AMERICAN;
        };
    }

    // Australia reserves (02) 5550 xxxx for fiction, North America 555-01xx, New Zealand no numbers at all.
    private static String phone(String region, int number) {
        return switch (region) {
            case "au" -> "(02) 5550 %04d".formatted(1000 + number * 37);
            case "us" -> "(206) 555-01%02d".formatted(number);
            default -> "";
        };
    }

    // RFC 5737: networks for documentation.
    private static String network(String region, int number) {
        String prefix = switch (region) {
            case "au" -> "203.0.113.";
            case "nz" -> "198.51.100.";
            default -> "192.0.2.";
        };
        return prefix + (20 + number);
    }

    private static String ascii(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }
}
