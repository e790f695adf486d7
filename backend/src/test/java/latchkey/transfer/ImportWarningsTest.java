package latchkey.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

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
    void who_would_get_another_name_by_the_address_alone_is_told() {
        WORLD.contact("nz", "couple@example.test");
        assertThat(looked("nz,Mia,Ek,couple@example.test,,")).isEqualTo("[\"Robin Sample uses this address\"]");
        assertThat(looked("nz,RÓBIN,Sample,couple@example.test,,")).isEqualTo("[]");
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
    void an_address_that_looks_misspelt_is_asked_back() {
        assertThat(looked("us,Zoe,Gmail,zoe@gmial.com,,")).isEqualTo("[\"Did you mean zoe@gmail.com?\"]");
    }

    private static String looked(String row) {
        var answer = ADMIN.raw("POST", "/api/v1/contacts/import?dryRun=true", "text/csv", NAMES + row + "\n");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonObject read = answer.json().getJsonArray("rows").getJsonObject(0);
        return read.getJsonArray("warnings").encode();
    }
}
