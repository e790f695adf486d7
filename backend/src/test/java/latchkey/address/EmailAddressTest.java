package latchkey.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "localpart@example.test, localpart@example.test",
                "\"  Jane.Doe@Example.TEST\t\", jane.doe@example.test",
                "jane+portal@mail.example.test, jane+portal@mail.example.test",
                "o'brien@example.test, o'brien@example.test",
                "JANE@B\u00dcCHER.test, jane@b\u00fccher.test",
                "jane@bu\u0308cher.test, jane@b\u00fccher.test",
                "jane@xn--bcher-kva.test, jane@xn--bcher-kva.test",
                "I@example.test, i@example.test",
            })
    void an_address_has_one_spelling(String typed, String spelling) {
        assertThat(EmailAddress.parse(typed)).contains(new EmailAddress(spelling));
    }

    @ParameterizedTest
    @CsvSource({
        "JANE@Example.test, jane@example.test",
        "jane@example, jane@example",
        "correct horse battery, ''",
        "p@ss word, ''",
        "hunter2, ''",
    })
    void what_was_not_meant_as_an_address_is_not_kept(String typed, String kept) {
        assertThat(EmailAddress.kept(typed)).isEqualTo(kept);
    }

    @Test
    void what_would_turn_a_line_round_is_not_kept() {
        assertThat(EmailAddress.kept("x@y\u202Etset")).isEmpty();
        assertThat(EmailAddress.kept("x@y\u2028z")).isEmpty();
        assertThat(EmailAddress.kept("x@" + "y".repeat(600))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "@",
                "jane",
                "jane@",
                "@example.test",
                "jane@localhost",
                "a@x.test,b@y.test",
                "a@x.test b@y.test",
                "a@x.test;b@y.test",
                "a@b@x.test",
                "a@x.test%0aBcc:b@y.test",
                "a@x.test\r\nBcc: b@y.test",
                "a\u0000@x.test",
                "a@x.test\u0000",
                "a\t@x.test",
                "jane@x.test (a@b.test)",
                "\"jane doe\"@x.test",
                "jane..doe@x.test",
                ".jane@x.test",
                "jane.@x.test",
                "jane@[192.0.2.1]",
                "jane@192.0.2.1",
                "jane@[IPv6:2001:db8::1]",
                "jane@x..test",
                "jane@.x.test",
                "jane@-x.test",
                "jane@x-.test",
                "jane@x_y.test",
                "j\u00e4ne@x.test",
                "jane@\uff45xample.test",
                "jane@stra\u00dfe.test",
                "jane@\ud800.test",
                "jane\ud800@x.test",
            })
    void anything_but_one_plain_address_is_refused(String typed) {
        assertThat(EmailAddress.parse(typed)).isEmpty();
    }

    @Test
    void a_look_alike_is_never_the_ascii_address() {
        assertThat(EmailAddress.parse("\u212aelvin@example.test")).isEmpty();
        assertThat(EmailAddress.parse("jane@\u212aelvin.test")).isEmpty();
        assertThat(EmailAddress.parse("m\u0131a@example.test")).isEmpty();
        assertThat(EmailAddress.parse("jane@m\u0131a.test")).contains(new EmailAddress("jane@m\u0131a.test"));
        assertThat(EmailAddress.parse("jane@M\u0130A.test")).isEmpty();
    }

    @Test
    void an_address_is_as_long_as_smtp_allows() {
        String domain = ("d".repeat(61) + ".").repeat(3) + "de";
        assertThat(EmailAddress.parse("a".repeat(64) + "@" + domain)).isPresent();
        assertThat(EmailAddress.parse("a".repeat(65) + "@" + domain)).isEmpty();
        assertThat(EmailAddress.parse("a".repeat(64) + "@d." + domain)).isEmpty();
        assertThat(EmailAddress.parse("a@" + "d".repeat(64) + ".test")).isEmpty();
        assertThat(EmailAddress.parse(" ".repeat(100_000))).isEmpty();
    }

    @Test
    void an_address_that_is_not_in_its_normal_form_can_not_be_made() {
        assertThatThrownBy(() -> new EmailAddress("Jane@example.test")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_domain_travels_in_ascii() {
        assertThat(new EmailAddress("jane@b\u00fccher.test").onTheWire()).isEqualTo("jane@xn--bcher-kva.test");
    }
}
