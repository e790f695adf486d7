package latchkey.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import latchkey.testing.Browser;
import latchkey.testing.Cases;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What staff type while a client is on the phone. */
class SearchCasesTest {

    private static final World WORLD = World.start();
    private static final Browser ADMIN = new StaffMembers(WORLD).newAdmin();
    private static final Map<String, String> KEYS = new HashMap<>();

    @BeforeAll
    static void add_the_contacts() {
        Cases.read("search.json").getJsonArray("contacts").stream()
                .map(JsonObject.class::cast)
                .forEach(contact -> {
                    String key = (String) contact.remove("key");
                    var made = ADMIN.post("/api/v1/contacts", contact);
                    assertThat(made.status()).as(made.body()).isEqualTo(201);
                    KEYS.put(made.json().getString("id"), key);
                });
    }

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    static Stream<JsonArray> finds() {
        return Cases.pairs("search.json", "finds");
    }

    @ParameterizedTest
    @MethodSource("finds")
    void what_staff_type_finds_exactly_whom_they_mean(JsonArray pair) {
        assertThat(found(pair.getString(0)))
                .containsExactlyInAnyOrderElementsOf(
                        pair.getJsonArray(1).stream().map(String.class::cast).toList());
    }

    static Stream<JsonArray> findsNot() {
        return Cases.pairs("search.json", "findsNot");
    }

    @ParameterizedTest
    @MethodSource("findsNot")
    void what_is_another_is_not_found(JsonArray pair) {
        assertThat(found(pair.getString(0))).doesNotContain(pair.getString(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "0011 61 400 123 456 | siobhan",
                "+61 (0)400 123 456 | siobhan",
                "+61 400 12 | siobhan",
                "0400 12 siobhan | siobhan",
                "61400765432 | anne",
                "+61 400 76 anne | anne",
                "(02) 9999-1234 | wei",
                "+61 2 9999 1234 | wei",
                "+64 21 555 0101 | otara",
                "021 555 | otara",
                "13035550142 | jo",
                "tel:+13035550142 | jo",
                "Mob: 0400 765 432 | anne",
                "h 0400 765 432 | anne",
                "0400 765 432 (mobile) | anne",
                "(303) 555-0142 ext 5 | jo",
                "303-555-0142x12 | jo",
                "303.555.0142, extension 7 | jo",
                "303 555 0142 #7 | jo",
                "Smith,Jo | jo",
                "From: jo@example.test | jo",
                "Ph. (02) 9999 1234 | wei",
                "M 0400 765 432 | anne",
                "\u202a+61 400 123 456\u202c | siobhan",
                "+61\u2011400\u2011123\u2011456 | siobhan",
                "0400\u2013123\u2013456 | siobhan",
                "0400\u2009123\u202f456 | siobhan",
                "m wharepapa | otara",
                "+1 303 555 0142 | jo",
                "O`BRIEN_NUNEZ | siobhan",
                "ŁUKASZ STRASSE | lukasz",
                "gj-2024 sob | siobhan",
                "'Jo Smith' <mailto:jo@example.test>; | jo",
            })
    void other_spellings_find_the_same(String typed, String key) {
        assertThat(found(typed)).containsExactly(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+64 400 765 432", "0400 765 433", "+1 303 555 0143", "4007654321"})
    void another_countrys_or_another_number_is_not_found(String typed) {
        assertThat(found(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"j", "s", "ō", "@", "1"})
    void one_character_is_enough(String typed) {
        assertThat(found(typed)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "…", "()", "% &", "_"})
    void punctuation_alone_finds_nobody(String typed) {
        assertThat(found(typed)).isEmpty();
    }

    @Test
    void punctuation_between_words_is_no_word() {
        assertThat(found("smith - &")).isNotEmpty().isEqualTo(found("smith"));
    }

    @Test
    void a_letter_with_an_accent_stands_beside_the_letter() {
        assertThat(names("sort=name"))
                .containsExactly("100% Homes", "Māori-Wharepāpā", "Ng", "Nguyễn", "O’Brien-Núñez", "Smith", "Straße");
    }

    @Test
    void whoever_changes_a_contact_it_is_found_as_it_is_now() {
        String id = ADMIN.post(
                        "/api/v1/contacts",
                        new JsonObject()
                                .put("region", "nz")
                                .put("givenName", "Zoë")
                                .put("familyName", "Lindqvist")
                                .put("email", "zl@example.test"))
                .json()
                .getString("id");
        ADMIN.raw("PATCH", "/api/v1/contacts/" + id, "application/json", "{\"familyName\":\"Håkansson\"}");
        assertThat(names("search=hakansson")).containsExactly("Håkansson");
        assertThat(names("search=lindqvist")).isEmpty();
        ADMIN.raw(
                "POST",
                "/api/v1/contacts/import",
                "text/csv",
                "region,givenName,familyName,email\nnz,Zoë,Sjögren,zl@example.test\n");
        assertThat(names("search=sjogren")).containsExactly("Sjögren");
        WORLD.sql("delete from contact where id = $1::text::uuid", id);
    }

    private static List<String> found(String typed) {
        return items("search=" + URLEncoder.encode(typed, StandardCharsets.UTF_8))
                .map(contact -> KEYS.get(contact.getString("id")))
                .toList();
    }

    private static List<String> names(String query) {
        return items(query).map(contact -> contact.getString("familyName")).toList();
    }

    private static Stream<JsonObject> items(String query) {
        var answer = ADMIN.get("/api/v1/contacts?" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().getJsonArray("items").stream().map(JsonObject.class::cast);
    }
}
