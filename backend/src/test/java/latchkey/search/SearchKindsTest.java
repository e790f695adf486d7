package latchkey.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, numbers and references of more kinds than {@link SearchCasesTest} has, as staff type and paste them. */
class SearchKindsTest {

    private static final World WORLD = World.start();
    private static final Browser ADMIN = new StaffMembers(WORLD).newAdmin();
    private static final Map<String, String> KEYS = new HashMap<>();

    @BeforeAll
    static void add_the_contacts() {
        add("maeve", "au", "Maeve", "Ní Bhroin-D’Souza", "maeve.b+home@example.test", "+61 412 345 678", "AU/2031-B");
        add("bjorn", "nz", "Bjørn", "Ærøskøbing", "bjorn_a@mail.example.test", "09 555 0199", "NZ.77.4");
        add("thora", "us", "Þóra", "Guðmundsdóttir", "thora@example.test", "(212) 555-0187", "US 5519");
        add("rob", "us", "Robert (Bob)", "de la Cruz Jr.", "bob-cruz@example.test", "646.555.0112 ext. 4", "A&B 12");
        add("jr", "au", "J. R.", "McAllister & Sons", "jr.mca@example.test", "0398765432", "2026#15");
        add("stjohn", "nz", "Ngāwai", "St. John", "ngawai@example.test", "0800 555 012", "C_3");
        add("giorgos", "au", "Γιώργος", "Παπαδόπουλος", "giorgos@example.test", "", "");
        add("irina", "au", "Ирина", "Соловьёва", "irina@example.test", "", "");
        add("istvan", "us", "İpek", "Čapková-Őry", "ipek@example.test", "", "");
        add("xiulan", "au", "秀兰", "王", "xiulan@example.test", "", "");
        add("anh", "au", "Ánh", "Trương", "anh@example.test", "1300 555 019", "");
    }

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "maeve | maeve",
                "MAEVE NI BHROIN | maeve",
                "dsouza | maeve",
                "D'SOUZA | maeve",
                "d`souza maeve | maeve",
                "d´souza | maeve",
                "bhroin dsouza | maeve",
                "Ní Bhroin–D‘Souza | maeve",
                "bhroindsouza | maeve",
                "Souza, Maeve | maeve",
                "Bhroin;Maeve | maeve",
                "\"Maeve\tNí Bhroin\" | maeve",
                "“Maeve” | maeve",
                "Ｍａｅｖｅ | maeve",
                "mae\u00adve | maeve",
                "Ni\u0301 Bhroin | maeve",
                "Maeve\u00a0Bhroin | maeve",
                "maeve.b+home | maeve",
                "MAEVE.B+HOME@EXAMPLE.TEST | maeve",
                "Ní Bhroin, Maeve <maeve.b+home@example.test> | maeve",
                "mailto:maeve.b+home@example.test?subject=Keys | maeve",
                "mailto:maeve.b%2Bhome@example.test | maeve",
                "au2031b | maeve",
                "AU-2031-B | maeve",
                "2031 b maeve | maeve",
                "0412345678 | maeve",
                "0412 345 678 | maeve",
                "(04) 1234 5678 | maeve",
                "+61 (0) 412 345 678 | maeve",
                "+61-412-345-678 | maeve",
                "0061412345678 | maeve",
                "61412345678 | maeve",
                "412 345 678 | maeve",
                "maeve 0412 | maeve",
                "345678 bhroin | maeve",
                "tel:+61412345678 | maeve",
                "Mobile: 0412 345 678 | maeve",
                "0412/345/678 | maeve",
                "bjorn | bjorn",
                "BJØRN | bjorn",
                "aeroskobing | bjorn",
                "ærøskøbing | bjorn",
                "bjorn_a | bjorn",
                "@mail.example.test | bjorn",
                "nz774 | bjorn",
                "77-4 | bjorn",
                "+64 9 555 0199 | bjorn",
                "095550199 | bjorn",
                "64-9-555-0199 | bjorn",
                "(09) 555-0199 | bjorn",
                "0011 64 9 555 0199 | bjorn",
                "thora | thora",
                "gudmundsdottir | thora",
                "Þóra Guðmundsdóttir | thora",
                "2125550187 | thora",
                "212.555.0187 | thora",
                "1-212-555-0187 | thora",
                "+1 212 555 0187 | thora",
                "+1 (212) 555-0187 | thora",
                "555-0187 | thora",
                "us5519 | thora",
                "bob cruz | rob",
                "robert de la cruz | rob",
                "delacruz | rob",
                "Cruz Jr | rob",
                "(Bob) | rob",
                "646 555 0112 | rob",
                "646.555.0112 x4 | rob",
                "a&b 12 | rob",
                "ab12 | rob",
                "jr mcallister | jr",
                "J.R. McAllister | jr",
                "mc allister | jr",
                "mcallister & sons | jr",
                "03 9876 5432 | jr",
                "+61 3 9876 5432 | jr",
                "9876 5432 | jr",
                "2026-15 | jr",
                "#15 | jr",
                "ngawai | stjohn",
                "st john | stjohn",
                "St. John, Ngāwai | stjohn",
                "stjohn | stjohn",
                "c3 | stjohn",
                "0800555012 | stjohn",
                "γιώργος | giorgos",
                "παπαδοπουλος | giorgos",
                "соловьева | irina",
                "ИРИНА | irina",
                "ipek | istvan",
                "IPEK CAPKOVA | istvan",
                "ory | istvan",
                "王秀兰 | xiulan",
                "秀兰 | xiulan",
                "truong anh | anh",
                "Trương Ánh | anh",
                "1300555019 | anh",
            })
    void what_staff_type_finds_whom_they_mean(String typed, String key) {
        assertThat(found(typed)).containsExactly(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "maeve bjorn",
                "0412345679",
                "+64 412 345 678",
                "+1 212 555 0188",
                "bhroinn",
                "au2031c",
                "bjorn_a@example.test",
                "ΓΙΩΡΓΑ",
                "cruz sr",
                "Γιώργας",
            })
    void what_is_another_is_not_found(String typed) {
        assertThat(found(typed)).isEmpty();
    }

    private static void add(
            String key, String region, String given, String family, String email, String phone, String reference) {
        var contact = new JsonObject()
                .put("region", region)
                .put("givenName", given)
                .put("familyName", family)
                .put("email", email);
        if (!phone.isEmpty()) {
            contact.put("phone", phone);
        }
        if (!reference.isEmpty()) {
            contact.put("reference", reference);
        }
        var made = ADMIN.post("/api/v1/contacts", contact);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        KEYS.put(made.json().getString("id"), key);
    }

    private static List<String> found(String typed) {
        var answer = ADMIN.get("/api/v1/contacts?search=" + URLEncoder.encode(typed, StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().getJsonArray("items").stream()
                .map(contact -> KEYS.get(((JsonObject) contact).getString("id")))
                .toList();
    }
}
