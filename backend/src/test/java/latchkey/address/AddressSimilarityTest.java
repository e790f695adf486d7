package latchkey.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressSimilarityTest {

    @ParameterizedTest
    @CsvSource({
        "jane@gmial.com, jane@gmail.com, true",
        "jane@gmail.co, jane@gmail.com, true",
        "jane@gmail.com.au, jane@gmail.com, true",
        "jnae@example.test, jane@example.test, true",
        "jane@example.test, jane@example.test, false",
        "john@example.test, jane@example.test, false",
        "a@x.test, b@y.test, false",
        "nonsense, jane@example.test, false"
    })
    void addresses_are_alike_where_a_finger_slipped(String typed, String known, boolean alike) {
        assertThat(AddressSimilarity.isLikely(typed, known)).isEqualTo(alike);
    }

    @ParameterizedTest
    @CsvSource({
        "jane@gmial.com, gmail.com",
        "jane@gmial.con, gmail.com",
        "jane@gmailcom, gmail.com",
        "jane@gmail.com.au, gmail.com",
        "jane@hotmaill.co, hotmail.com",
        "jane@xrta.co.nz, xtra.co.nz",
        "jane@optusnet.com, optusnet.com.au",
        "jane@bigpond.com.ua, bigpond.com.au",
        "jane@aol.con, aol.com",
        "jane@gmail.net, gmail.com",
        "jane@gmail.co.nz, gmail.com",
        "jane@gmail.comau, gmail.com",
        "jane@icould.com, icloud.com",
        "jane@tgp.com.au, tpg.com.au",
        "jane@xtra.nz, xtra.co.nz",
        "jane@sbcglobal.com, sbcglobal.net",
    })
    void a_misspelt_domain_is_known(String address, String meant) {
        assertThat(AddressSimilarity.meant(address)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jane@gmail.com",
                "jane@mail.com",
                "jane@ymail.com",
                "jane@example.test",
                "jane@xero.co.nz",
                "jane@aon.com",
                "jane@ms.com",
                "jane@yahoo.de",
                "jane@yahoo.com.br",
                "jane@y7mail.com",
                "jane@cloud.com",
                "jane@telstra.com.au",
                "jane@live.nl",
                "jane@comcast.com",
                "jane@cox.com",
                "jane@smith.com.au",
                "nonsense",
            })
    void a_domain_of_its_own_is_left_alone(String address) {
        assertThat(AddressSimilarity.meant(address)).isEmpty();
    }
}
