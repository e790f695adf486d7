package latchkey.mail;

import static org.assertj.core.api.Assertions.assertThat;

import latchkey.address.EmailAddress;
import org.junit.jupiter.api.Test;

class MailboxTest {

    private static final EmailAddress ADDRESS = new EmailAddress("portal@example.test");

    @Test
    void a_sender_may_have_a_name() {
        assertThat(Mailbox.parse("portal@example.test")).contains(new Mailbox("", ADDRESS));
        assertThat(Mailbox.parse("Homes <portal@example.test>")).contains(new Mailbox("Homes", ADDRESS));
        assertThat(Mailbox.parse("\"Homes, Ltd.\" <portal@example.test>"))
                .contains(new Mailbox("Homes, Ltd.", ADDRESS));
    }

    @Test
    void anything_else_is_no_sender() {
        assertThat(Mailbox.parse("Homes")).isEmpty();
        assertThat(Mailbox.parse("a@x.test, b@x.test")).isEmpty();
        assertThat(Mailbox.parse("Homes <a@x.test> <b@x.test>")).isEmpty();
    }
}
