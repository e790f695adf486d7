package latchkey.mail.wire;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import latchkey.address.EmailAddress;
import latchkey.mail.Mailbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTextTest {

    @Test
    void plain_text_stays_plain() {
        assertThat(HeaderText.of("Set a new password")).isEqualTo("Set a new password");
        assertThat(HeaderText.name("Robin Client")).isEqualTo("\"Robin Client\"");
        assertThat(HeaderText.name("Robin \"Rob\" \\ <x@y>")).isEqualTo("\"Robin \\\"Rob\\\" \\\\ <x@y>\"");
    }

    @Test
    void mail_programs_read_the_name_and_the_address() throws Exception {
        var address = new EmailAddress("portal@example.test");
        String name = "Zoë \"Zo\" Müller-Lüdenscheidt, the third of that name, of Kirribilli";
        var read = InternetAddress.parseHeader(HeaderText.mailbox(new Mailbox(name, address)), true)[0];
        assertThat(read.getPersonal()).isEqualTo(name);
        assertThat(read.getAddress()).isEqualTo("portal@example.test");
        assertThat(HeaderText.mailbox(new Mailbox(" ", address))).isEqualTo("portal@example.test");
        assertThat(HeaderText.mailbox(new Mailbox("", new EmailAddress("jane@bücher.test"))))
                .isEqualTo("jane@xn--bcher-kva.test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zoë Müller",
                "王小明",
                "Robin 🏡 Client",
                "🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡🏡",
                "=?UTF-8?Q?not_ours?=",
                "A name that is so long that no header should ever carry it in one line, whoever typed it and why",
            })
    void any_text_reads_as_it_was_written(String text) throws Exception {
        assertThat(MimeUtility.decodeText(MimeUtility.unfold(HeaderText.of(text))))
                .isEqualTo(text);
        assertThat(HeaderText.of(text).lines()).allMatch(line -> line.length() <= 68);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Robin\r\nBcc: b@y.test",
                "Robin\nBcc: b@y.test",
                "Robin\rBcc: b@y.test",
                "Robin\u2028Bcc: b@y.test",
                "Robin\u0085Bcc: b@y.test",
                "Zoë\r\nBcc: b@y.test",
                "Robin\0\n\n<script>",
            })
    void no_text_ends_its_line(String text) {
        assertThat(HeaderText.of(text)).doesNotContainPattern("[\\r\\n](?! =\\?)|[\\u0000\\u2028\\u0085]");
        assertThat(HeaderText.name(text)).doesNotContainPattern("[\\r\\n](?! =\\?)|[\\u0000\\u2028\\u0085]");
    }

    /** What encoding alone would hide in an encoded word comes out of no mail program either. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Robin\r\nBcc: b@y.test",
                "Robin\tBcc: b@y.test",
                "Robin\u2028Bcc: b@y.test",
                "Robin\u0000Bcc: b@y.test",
                "\u0085Robin\r\n\r\nBcc: b@y.test\n"
            })
    void a_control_character_is_a_blank_for_the_reader(String text) throws Exception {
        assertThat(MimeUtility.decodeText(MimeUtility.unfold(HeaderText.of(text))))
                .isEqualTo("Robin Bcc: b@y.test");
        assertThat(HeaderText.name(text)).isEqualTo("\"Robin Bcc: b@y.test\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zoë", "王小明", "Robin 🏡", "a\u00adb", "\u202egnihtyna"})
    void nothing_but_printable_ascii_goes_over_the_wire(String text) {
        assertThat(HeaderText.of(text)).matches("[ -~]+");
        assertThat(HeaderText.name(text)).matches("[ -~]+");
    }
}
