package latchkey.transfer.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists as spreadsheets and CRMs really saved them. */
class ListCasesTest {

    private static final World WORLD = World.start();
    private static final Browser ADMIN = new StaffMembers(WORLD).newAdmin();
    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"excel-sep-line.csv", "excel-unicode-text.txt", "title-above.csv"})
    void a_list_is_read_whatever_stands_around_it(String file) {
        JsonObject result = looked(file, "text/csv");
        assertThat(people(result)).containsExactly("NEW au Zoë|Núñez zoe@example.test 0400 111 222");
        assertThat(warnings(result)).isEmpty();
    }

    @Test
    void how_a_list_was_read_is_told() {
        assertThat(looked("excel-sep-line.csv", "text/csv").getString("separator"))
                .isEqualTo(";");
        JsonObject unicode = looked("excel-unicode-text.txt", "text/plain");
        assertThat(unicode.getString("encoding")).isEqualTo("UTF-16");
        assertThat(unicode.getString("separator")).isEqualTo("\t");
        assertThat(looked("title-above.csv", "text/csv").getInteger("namesRow")).isEqualTo(3);
        assertThat(looked("list.xlsx", WORKBOOK).getString("encoding")).isNull();
    }

    @Test
    void a_workbook_is_read_with_its_numbers_as_they_were_typed() {
        JsonObject result = looked("list.xlsx", WORKBOOK);
        assertThat(people(result))
                .containsExactly("NEW au Zoë|Núñez zoe@example.test 61400111222", "NEW nz Mia|Ek null 0400 333 444");
        assertThat(warnings(result)).containsExactly("No email address: this contact can’t be invited");
        assertThat(people(looked("list.xlsx", "text/csv"))).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"header-twice.csv", "two-phones.csv"})
    void an_empty_cell_gives_way_to_the_next_column_of_the_same_meaning(String file) {
        JsonObject result = looked(file, "text/csv");
        assertThat(people(result)).hasSize(1).first().asString().startsWith("NEW au Zoë|Núñez zoe@example.test");
        if (file.startsWith("two-phones")) {
            assertThat(people(result).getFirst()).endsWith("0400 111 222");
            assertThat(result.getJsonObject("mapping").getString("phone")).isEqualTo("Phone");
            assertThat(result.getJsonObject("fallbacks").getJsonArray("phone")).containsExactly("Mobile");
        }
    }

    @Test
    void an_address_is_taken_out_of_what_stands_around_it() {
        assertThat(people(looked("address-with-name.csv", "text/csv")))
                .containsExactly(
                        "NEW au Zoë|Núñez zoe@example.test 0400 111 222",
                        "NEW au Mia|Ek mia@example.test null",
                        "NEW au Bo|Ek bo@example.test null");
    }

    @Test
    void two_addresses_in_a_cell_are_refused() {
        JsonObject row = rows(looked("two-addresses-in-a-cell.csv", "text/csv")).getFirst();
        assertThat(row.getString("verdict")).isEqualTo("REFUSED");
        assertThat(row.getString("reason")).contains("one contact has one address");
    }

    @Test
    void who_has_no_address_is_taken_with_a_warning() {
        JsonObject result = looked("no-address.csv", "text/csv");
        assertThat(people(result)).containsExactly("NEW au Zoë|Núñez null 0400 111 222");
        assertThat(warnings(result)).containsExactly("No email address: this contact can’t be invited");
        assertThat(result.getJsonObject("warnings")).isEqualTo(new JsonObject().put("NO_ADDRESS", 1));
    }

    @Test
    void a_quote_that_is_never_closed_takes_no_other_row_with_it() {
        JsonObject result = looked("unclosed-quote.csv", "text/csv");
        assertThat(rows(result)).extracting(row -> row.getInteger("row")).containsExactly(2, 3, 4);
        assertThat(people(result))
                .containsExactly(
                        "REFUSED au Bo|Ek bo@example.test 1",
                        "NEW au Mia|Ek mia@example.test 1",
                        "NEW au Ida|Ek ida@example.test 1");
        assertThat(rows(result).getFirst().getString("reason")).contains("quotation mark");
    }

    @Test
    void what_a_spreadsheet_rounded_is_left_out() {
        JsonObject result = looked("rounded-phone.csv", "text/csv");
        assertThat(people(result))
                .containsExactly(
                        "NEW au Zoë|Núñez zoe@example.test null", "NEW au Mia|Ek mia@example.test 0400 111 222");
        assertThat(warnings(result)).containsExactly("The spreadsheet rounded the phone, so it is left out");
    }

    @Test
    void full_names_are_cut_in_two_and_the_cut_is_shown() {
        JsonObject result = looked("one-name-column.csv", "text/csv");
        assertThat(people(result))
                .containsExactly(
                        "NEW au Zoë|van der Núñez zoe@example.test null", "NEW au Mia|Ek mia@example.test null");
        assertThat(warnings(result))
                .containsExactly("Given name | family name: Zoë | van der Núñez", "Given name | family name: Mia | Ek");
    }

    @Test
    void countries_are_regions_in_all_their_names() {
        JsonObject result = looked("countries.csv", "text/csv");
        assertThat(rows(result))
                .extracting(row -> row.getJsonObject("contact").getString("region"))
                .containsExactly("au", "au", "au", "nz", "nz", "nz", "us", "us", "us", null);
        assertThat(rows(result).getLast().getString("reason")).contains("Australia, New Zealand, United States");
    }

    @Test
    void what_is_no_table_is_refused_at_once() {
        var answer = ADMIN.raw("POST", "/api/v1/contacts/import?dryRun=true", "text/csv", bytes("no-table.csv"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getString("type")).endsWith("/no-column-known");
    }

    private static JsonObject looked(String file, String type) {
        var answer = ADMIN.raw("POST", "/api/v1/contacts/import?dryRun=true", type, bytes(file));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static byte[] bytes(String file) {
        try (InputStream stream = ListCasesTest.class.getResourceAsStream("/cases/import/" + file)) {
            return Objects.requireNonNull(stream, file).readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> people(JsonObject result) {
        return rows(result).stream()
                .map(row -> {
                    JsonObject contact = row.getJsonObject("contact");
                    return "%s %s %s|%s %s %s"
                            .formatted(
                                    row.getString("verdict"),
                                    contact.getString("region"),
                                    contact.getString("givenName"),
                                    contact.getString("familyName"),
                                    contact.getString("email"),
                                    contact.getString("phone"));
                })
                .toList();
    }

    private static List<String> warnings(JsonObject result) {
        return rows(result).stream()
                .flatMap(row -> row.getJsonArray("warnings", new JsonArray()).stream())
                .map(Object::toString)
                .toList();
    }

    private static List<JsonObject> rows(JsonObject result) {
        return Stream.of(result.getJsonArray("rows"))
                .flatMap(JsonArray::stream)
                .map(JsonObject.class::cast)
                .toList();
    }
}
