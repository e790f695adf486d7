package latchkey.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who already has an address, a phone number or a name is told before anything is written. */
class ImportWarningsTest {

    private static final World WORLD = World.start();
    private static final Browser ADMIN = new StaffMembers(WORLD).newAdmin();
    private static final String NAMES = "region,givenName,familyName,email,phone,reference\n";

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void who_uses_the_address_is_told() {
        WORLD.sql("update contact set reference = 'AU-1' where id = $1", WORLD.contact("au", "shared@example.test"));
        assertThat(looked("au,Mia,Ek,shared@example.test,,AU-2"))
                .isEqualTo("[\"Robin Sample (AU-1) uses this address\"]");
        assertThat(looked("nz,Mia,Ek,shared@example.test,,AU-2")).isEqualTo("[]");
        assertThat(looked("au,Robin,Sample,shared@example.test,,AU-1")).isEqualTo("[]");
    }

    @Test
    void who_shares_an_address_already_is_not_told_of_again() {
        WORLD.contact("nz", "couple@example.test");
        WORLD.sql("update contact set given_name = 'Alex' where id = $1", WORLD.contact("nz", "couple@example.test"));
        assertThat(looked("nz,RÓBIN,Sample,couple@example.test,,")).isEqualTo("[]");
    }

    @Test
    void who_it_may_be_is_told_with_the_way_there() {
        UUID contact = WORLD.contact("us", "correa@example.test");
        WORLD.sql(
                "update contact set given_name = 'Correa', family_name = 'Specimen', phone = '555 123 4567',"
                        + " reference = 'US-7' where id = $1",
                contact);
        assertThat(row("us,Mia,Ek,correa@example.test,555 999 9999,").getJsonArray("duplicates"))
                .containsExactly(correa(contact).put("by", "email"));
        assertThat(row("us,Mia,Ek,mia.ek@example.test,(555) 123-4567,").getJsonArray("duplicates"))
                .containsExactly(correa(contact).put("by", "phone"));
        assertThat(row("us,Correa,Specimen,other@example.test,,").getJsonArray("duplicates"))
                .containsExactly(correa(contact).put("by", "name"));
        assertThat(row("us,Mia,Else,mia.else@example.test,,").getJsonArray("duplicates"))
                .isEmpty();
    }

    @Test
    void who_has_the_phone_number_is_told_however_it_is_written() {
        UUID contact = WORLD.contact("au", "phone@example.test");
        WORLD.sql("update contact set given_name = 'Phil', phone = '+61 400 123 456' where id = $1", contact);
        assertThat(looked("au,Mia,Ek,mia@example.test,0400 123 456,"))
                .isEqualTo("[\"Phil Sample has this phone number\"]");
        assertThat(looked("au,Mia,Ek,mia@example.test,(0400) 123-456,"))
                .isEqualTo("[\"Phil Sample has this phone number\"]");
        assertThat(looked("au,Mia,Ek,mia@example.test,0400 123 457,")).isEqualTo("[]");
        assertThat(looked("nz,Mia,Ek,mia@example.test,0400 123 456,")).isEqualTo("[]");
    }

    @Test
    void who_has_the_name_is_told_however_it_is_spelt() {
        UUID contact = WORLD.contact("us", "zoe.one@example.test");
        WORLD.sql("update contact set given_name = 'Zoë', family_name = 'Núñez' where id = $1", contact);
        assertThat(looked("us,Zoe,Nunez,zoe.two@example.test,,"))
                .isEqualTo("[\"There is a contact with this name already: zoe.one@example.test\"]");
    }

    @Test
    void who_has_the_name_the_other_way_round_is_told_too() {
        UUID contact = WORLD.contact("us", "ada.one@example.test");
        WORLD.sql("update contact set given_name = 'Ada', family_name = 'Okafor' where id = $1", contact);
        assertThat(looked("us,Okafor,Ada,ada.two@example.test,,"))
                .isEqualTo("[\"There is a contact with this name already: ada.one@example.test\"]");
        assertThat(looked("us,Okafor,Okafor,ada.two@example.test,,")).isEqualTo("[]");
    }

    @Test
    void what_people_write_for_nothing_is_no_value() {
        for (String nothing :
                List.of("n/a", "N.A.", "-", "none", "no email", "TBC", "???", "(none)", "<NULL>", "[blank]", "0")) {
            JsonObject row = row("au,Nil,Na,%1$s,%1$s,%1$s".formatted(nothing));
            assertThat(row.getString("verdict")).as(nothing).isEqualTo("NEW");
            assertThat(row.getJsonObject("contact").encode())
                    .contains("\"email\":null,\"phone\":null,\"reference\":null");
            assertThat(row.getJsonArray("warningKinds")).contains("NO_ADDRESS");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "au, 412999888, true",
        "au, 299991234, true",
        "nz, 211234567, true",
        "au, 0412999888, false",
        "au, 412 999 888, false",
        "au, 61412999888, false",
        "au, 1300555111, false",
        "au, 131450, false",
        "au, 41299988, false",
        "us, 5551234567, false"
    })
    void a_number_whose_first_digit_a_spreadsheet_dropped_is_told(String region, String phone, boolean told) {
        JsonObject row = row(region + ",Mia,Zero,mia.zero@example.test," + phone + ",");
        assertThat(row.getJsonObject("contact").getString("phone")).isEqualTo(phone);
        assertThat(row.getJsonArray("warningKinds").contains("LOST_ZERO")).isEqualTo(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-Mar", "Mar-01", "12-DEC-24", "45352", "1/03/2024", "2024-03-01", "2024-03-01 00:00:00"})
    void nobody_is_called_like_a_date(String date) {
        JsonObject row = row("au,Mia," + date + ",mia.date@example.test,,");
        assertThat(row.getString("verdict")).isEqualTo("REFUSED");
        assertThat(row.getJsonArray("warningKinds")).contains("LOST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"June", "April", "May 2", "3-in-1"})
    void what_only_reminds_of_a_date_is_a_name(String name) {
        assertThat(row("au," + name + ",Ek,mia.date@example.test,,").getString("verdict"))
                .isEqualTo("NEW");
    }

    @ParameterizedTest
    @CsvSource({"0412000111.0, 0412000111", "+61412000111.00, +61412000111", "0412.000.111, 0412.000.111"})
    void a_number_that_was_taken_for_a_quantity_has_no_decimals(String written, String phone) {
        assertThat(row("au,Mia,Ek,mia.ek@example.test," + written + ",")
                        .getJsonObject("contact")
                        .getString("phone"))
                .isEqualTo(phone);
    }

    @Test
    void how_a_full_name_was_understood_is_told() {
        assertThat(named("John & Jane Smith"))
                .containsExactly(
                        "NEW",
                        "Given name | family name: John & Jane | Smith",
                        "More than one person in this name: John & Jane Smith become one contact");
        assertThat(named("John Smith & Jane Doe"))
                .containsExactly(
                        "NEW",
                        "Given name | family name: John | Smith",
                        "More than one person in this name: Jane Doe isn’t imported");
        assertThat(named("王小明")).containsExactly("NEW", "Given name | family name: 小明 | 王");
        assertThat(named("Cher"))
                .containsExactly(
                        "REFUSED",
                        "“Cher” can’t be split into a given name and a family name. Put them in two columns.");
    }

    @Test
    void a_list_can_be_read_in_an_encoding_that_was_chosen() {
        byte[] list = "Name,Email\nŠtěpán Růžička,stepan@example.test\n".getBytes(Charset.forName("windows-1250"));
        var answer = ADMIN.raw(
                "POST", "/api/v1/contacts/import?dryRun=true&region=au&encoding=Windows-1250", "text/csv", list);
        assertThat(answer.json().getString("encoding")).isEqualTo("Windows-1250");
        assertThat(answer.body()).contains("Růžička");
        assertThat(ADMIN.raw("POST", "/api/v1/contacts/import?encoding=EBCDIC", "text/csv", list)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void addresses_under_another_name_are_not_lost() {
        String file = "First name,Last name,Contact\nMia,Ek,mia.ek@example.test\n";
        var answer = ADMIN.raw("POST", "/api/v1/contacts/import?dryRun=true&region=au", "text/csv", file);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getString("title")).isEqualTo("Column “Contact” seems to hold email addresses.");
    }

    @Test
    void an_address_that_looks_misspelt_is_asked_back() {
        assertThat(looked("us,Zoe,Gmail,zoe@gmial.com,,")).isEqualTo("[\"Did you mean zoe@gmail.com?\"]");
    }

    /** The verdict, and what is said of the row. */
    private static List<String> named(String name) {
        JsonObject row = first("Name,Email\n\"" + name + "\",named@example.test\n");
        return Stream.concat(
                        Stream.of(row.getString("verdict")),
                        Optional.ofNullable(row.getString("reason"))
                                .map(Stream::of)
                                .orElseGet(() ->
                                        row.getJsonArray("warnings").stream().map(Object::toString)))
                .toList();
    }

    private static JsonObject correa(UUID id) {
        return new JsonObject()
                .put("id", id.toString())
                .put("name", "Correa Specimen")
                .put("reference", "US-7");
    }

    private static String looked(String row) {
        return row(row).getJsonArray("warnings").encode();
    }

    private static JsonObject row(String row) {
        return first(NAMES + row + "\n");
    }

    private static JsonObject first(String file) {
        var answer = ADMIN.raw("POST", "/api/v1/contacts/import?dryRun=true&region=au", "text/csv", file);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().getJsonArray("rows").getJsonObject(0);
    }
}
