package latchkey.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.Wire;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class StalledImportTest {

    private static final World WORLD = World.start();
    private static final StaffMembers STAFF = new StaffMembers(WORLD);

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void a_file_that_does_not_go_on_arriving_gives_its_turn_to_the_next_one() throws Exception {
        Browser admin = STAFF.newAdmin();
        String token = STAFF.token("admin@latchkey.test");
        var stalled = World.meanwhile(() -> Wire.send(
                WORLD.backend().staffPort(),
                "POST /api/v1/contacts/import HTTP/1.1",
                "host: a",
                "authorization: Bearer " + token,
                "content-type: text/csv",
                "content-length: 1000",
                "",
                "region"));
        assertThat(stalled.get(60, TimeUnit.SECONDS).status()).isEqualTo(408);
        var next = admin.with("prefer", "wait=1")
                .raw("POST", "/api/v1/contacts/import", "text/csv", "region,givenName,familyName\nau,Pat,Patient\n");
        assertThat(next.status()).as(next.body()).isEqualTo(200);
    }
}
